package groundswell.operatorapi;

import groundswell.http.Answer;
import groundswell.http.Cursor;
import groundswell.http.HttpProblem;
import groundswell.http.Page;
import groundswell.http.Request;
import groundswell.http.Role;
import groundswell.http.Router;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureRetention;
import groundswell.operations.domain.FailureState;
import groundswell.operations.domain.FailureState.Name;
import groundswell.operations.domain.FailureState.Redriving;
import groundswell.operations.domain.Failures;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.domain.Redrives;
import groundswell.operations.failures.AuditLog;
import groundswell.operations.failures.RedriveTargets;
import groundswell.platform.Parallel;
import groundswell.platform.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Shows failures, parks them and restores them.
final class FailureRoutes {
  private static final int LISTED = 50;
  private static final int LISTED_MAX = 500;
  private static final int GROUPS_MAX = 500;
  private static final int CHANGED_MAX = 1_000;
  private static final List<String> KEYS = List.of("filter", "reason");

  private final Failures failures;
  private final Redrives redrives;
  private final FailureSearch search;
  private final FailureGroupQuery groups;
  private final RedriveTargets targets;
  private final AuditLog audit;
  private final InstantSource clock;
  private final FailureRetention retention;
  private final String release;
  private final int parallelism;

  FailureRoutes(
      Failures failures,
      Redrives redrives,
      RedriveTargets targets,
      AuditLog audit,
      InstantSource clock,
      FailureRetention retention,
      String release,
      int parallelism) {
    this.failures = failures;
    this.redrives = redrives;
    this.targets = targets;
    this.audit = audit;
    this.clock = clock;
    this.retention = retention;
    this.release = release;
    this.parallelism = parallelism;
    search = new FailureSearch(failures, clock);
    groups = new FailureGroupQuery(failures, search, retention, clock);
  }

  void addTo(Router<OperatorAccess> router) {
    router
        .add("GET /failure-groups", OperatorAccess.LOOK, this::groups)
        .add("GET /failures", OperatorAccess.LOOK, this::list)
        .add("GET /failures/{failure}", OperatorAccess.LOOK, this::get)
        .add("POST /failures/park", OperatorAccess.OPERATE, this::park)
        .add("POST /failures/restore", OperatorAccess.OPERATE, this::restore);
  }

  private Answer groups(Request request) {
    request.checkQuery(Set.of("limit", Cursor.NAME));
    int limit = request.number("limit", 1, GROUPS_MAX).orElse(GROUPS_MAX);
    var after = Cursor.read(request, FailureGroupQuery.Place::parse);
    var page = Page.of(groups.of(request.caller(), after), limit, FailureGroupQuery::place);
    return Answer.ok(
        new GroupList(
            page.items().stream()
                .map(group -> FailureGroupView.of(group, targets, release))
                .toList(),
            page.next().orElse(null)));
  }

  private Answer list(Request request) {
    var filter = Filters.ofQuery(request, Set.of("limit", "cursor"));
    int limit = request.number("limit", 1, LISTED_MAX).orElse(LISTED);
    try {
      var cursor = Optional.ofNullable(request.query().get("cursor"));
      var page = failures.page(filter, limit, cursor);
      return Answer.ok(
          new FailureList(
              page.failures().stream().map(failure -> FailureView.of(failure, retention)).toList(),
              page.next().orElse(null)));
    } catch (IllegalArgumentException e) {
      throw HttpProblem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private Answer get(Request request) {
    boolean operator = request.caller().role() == Role.OPERATOR;
    var failure = Paths.failure(failures, request, found -> operator || isOf(request, found));
    return Answer.ok(details(failure, operator));
  }

  private FailureDetails details(Failure failure, boolean operator) {
    return FailureDetails.of(failure, retention, failures.message(failure.id()), operator);
  }

  private Answer park(Request request) {
    var order = request.read(body -> Order.of(body, Name.OPEN));
    var by = request.caller().who();
    var now = clock.instant();
    var changed = change(order.filter(), failure -> failure.parked(by, order.reason(), now));
    return changed(request, "park", order, changed);
  }

  private Answer restore(Request request) {
    var order = request.read(body -> Order.of(body, Name.PARKED, Name.REDRIVING));
    var ended = new ConcurrentHashMap<RedriveId, Boolean>();
    var changed =
        change(
            order.filter(),
            failure -> isUnderWay(failure.state(), ended) ? Optional.empty() : failure.restored());
    return changed(request, "restore", order, changed);
  }

  /// Whether a redrive holds the failure and still waits for its outcome.
  private boolean isUnderWay(FailureState state, ConcurrentHashMap<RedriveId, Boolean> ended) {
    return state instanceof Redriving redriving
        && !ended.computeIfAbsent(redriving.redrive(), this::hasEnded);
  }

  private boolean hasEnded(RedriveId id) {
    return redrives.find(id).map(Redrive::state).map(Redrive.State::ended).orElse(true);
  }

  private Changed change(FailureFilter filter, Function<Failure, Optional<Failure>> decision) {
    var found = search.find(filter, CHANGED_MAX);
    var changed = new ConcurrentLinkedQueue<Failure>();
    Parallel.forEach(
        found.failures(),
        parallelism,
        failure -> failures.change(failure.id(), decision).ifPresent(changed::add));
    long groups = changed.stream().map(Failure::group).distinct().count();
    return new Changed(
        changed.size(), found.failures().size() - changed.size(), groups, !found.complete());
  }

  private Answer changed(Request request, String action, Order order, Changed changed) {
    audit.append(
        request.caller().who(),
        action,
        order.reason(),
        order.filter(),
        "%d changed, %d left as they were%s"
            .formatted(
                changed.changed(), changed.unchanged(), changed.more() ? ", more are left" : ""));
    return Answer.ok(changed);
  }

  private static boolean isOf(Request request, Failure failure) {
    return failure.subject().tenant().filter(request.tenant()::equals).isPresent();
  }

  private record Order(FailureFilter filter, String reason) {
    static Order of(JsonObject body, Name... states) {
      body.allowOnly(KEYS);
      return new Order(Filters.ofBody(body, states), AuditLog.reason(body));
    }
  }

  /// @param next the cursor of the next page
  record GroupList(List<FailureGroupView> groups, @Nullable String next) {}

  /// @param next the cursor of the next page
  record FailureList(List<FailureView> failures, @Nullable String next) {}

  /// @param unchanged those that somebody else changed meanwhile
  /// @param groups how many groups the changed ones belong to
  /// @param more whether the same request again may find more
  record Changed(int changed, int unchanged, long groups, boolean more) {}
}
