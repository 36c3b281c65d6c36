package groundswell.operatorapi;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.http.Answer;
import groundswell.http.Cursor;
import groundswell.http.Json;
import groundswell.http.Page;
import groundswell.http.Request;
import groundswell.http.Router;
import groundswell.operations.domain.Audit;
import groundswell.operations.domain.AuditLine;
import groundswell.operations.failures.FilterCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reading who did what to the failures.
final class AuditRoutes {
  private static final int LISTED = 50;
  private static final int LISTED_MAX = 1_000;
  private static final Duration LOOK_BACK = Duration.ofDays(30);

  private final Audit audit;
  private final InstantSource clock;

  AuditRoutes(Audit audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  void addTo(Router<OperatorAccess> router) {
    router.add("GET /audit", OperatorAccess.OPERATE, this::list);
  }

  private Answer list(Request request) {
    request.checkQuery(Set.of("since", "limit", Cursor.NAME));
    var since = request.parameter("since", FilterCodec::time);
    int limit = request.number("limit", 1, LISTED_MAX).orElse(LISTED);
    var from = since.orElse(clock.instant().minus(LOOK_BACK));
    var olderThan = Cursor.read(request, AuditLine.Place::parse);
    var page = Page.of(audit.list(from, limit + 1, olderThan), limit, line -> line.place().text());
    return Answer.ok(
        new Lines(page.items().stream().map(Line::of).toList(), page.next().orElse(null)));
  }

  /// @param next the cursor of the next page, if there is one
  record Lines(List<Line> lines, @Nullable String next) {}

  /// @param filter of the failures that the action was for
  record Line(
      String at, String who, String action, String reason, JsonNode filter, String outcome) {
    static Line of(AuditLine line) {
      return new Line(
          Json.time(line.at()),
          line.who(),
          line.action(),
          line.reason(),
          line.filter().isBlank() ? Json.object() : Json.readJson(line.filter()),
          line.outcome());
    }
  }
}
