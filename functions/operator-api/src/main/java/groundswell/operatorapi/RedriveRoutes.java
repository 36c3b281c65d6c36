package groundswell.operatorapi;

import groundswell.http.Answer;
import groundswell.http.Creations;
import groundswell.http.Cursor;
import groundswell.http.HttpProblem;
import groundswell.http.Page;
import groundswell.http.ProblemCode;
import groundswell.http.Request;
import groundswell.http.Router;
import groundswell.operations.domain.FailureState.Name;
import groundswell.operations.domain.Failures;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.domain.Redrives;
import groundswell.operations.domain.StepOutcome;
import groundswell.operations.failures.AuditLog;
import groundswell.platform.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plans, starts and controls redrives.
final class RedriveRoutes {
  private static final int LISTED = 20;
  private static final int LISTED_MAX = 100;
  private static final int PER_SECOND_MAX = 1_000_000;
  private static final String FILTER = "filter";
  private static final String REASON = "reason";
  private static final String REFAILURE_PERCENT_MAX = "refailure_percent_max";
  private static final String PER_SECOND = "per_second_max";

  private final Failures failures;
  private final Redrives redrives;
  private final RedrivePlanner planner;
  private final RedriveStarter starter;
  private final AuditLog audit;
  private final Creations creations;

  RedriveRoutes(
      Failures failures,
      Redrives redrives,
      RedrivePlanner planner,
      RedriveStarter starter,
      AuditLog audit,
      Creations creations) {
    this.failures = failures;
    this.redrives = redrives;
    this.planner = planner;
    this.starter = starter;
    this.audit = audit;
    this.creations = creations;
  }

  void addTo(Router<OperatorAccess> router) {
    router
        .add("POST /redrives/plan", OperatorAccess.OPERATE, this::plan)
        .add("POST /redrives", OperatorAccess.OPERATE, this::start)
        .add("GET /redrives", OperatorAccess.OPERATE, this::list)
        .add("GET /redrives/{redrive}", OperatorAccess.OPERATE, this::get)
        .add("POST /redrives/{redrive}/{action}", OperatorAccess.OPERATE, this::steer);
  }

  private Answer plan(Request request) {
    return Answer.ok(
        request.read(
            body -> {
              body.allowOnly(List.of(FILTER, PER_SECOND));
              var filter = Filters.ofBody(body, Name.OPEN);
              return planner.plan(filter, number(body, PER_SECOND, PER_SECOND_MAX, 0));
            }));
  }

  private Answer start(Request request) {
    var order = request.read(RedriveRoutes::order);
    var creation = creations.of(request, "redrives");
    return Answer.accepted(RedriveView.of(starter.start(request.caller(), order, creation)));
  }

  private static RedriveStarter.Order order(JsonObject body) {
    body.allowOnly(List.of(FILTER, REASON, REFAILURE_PERCENT_MAX, PER_SECOND));
    return new RedriveStarter.Order(
        Filters.ofBody(body, Name.OPEN),
        AuditLog.reason(body),
        number(body, REFAILURE_PERCENT_MAX, 100, Redrive.REFAILURE_PERCENT_MAX),
        number(body, PER_SECOND, PER_SECOND_MAX, 0));
  }

  private Answer list(Request request) {
    request.checkQuery(Set.of("limit", Cursor.NAME));
    int limit = request.number("limit", 1, LISTED_MAX).orElse(LISTED);
    var olderThan = Cursor.read(request, RedriveId::new);
    var page = Page.of(redrives.list(limit + 1, olderThan), limit, redrive -> redrive.id().value());
    return Answer.ok(
        new RedriveList(
            page.items().stream().map(RedriveView::of).toList(), page.next().orElse(null)));
  }

  private Answer get(Request request) {
    var id = Paths.redrive(request);
    var redrive = redrives.find(id).orElseThrow(() -> unknown(id));
    return Answer.ok(RedriveView.of(redrive, underWay(redrive)));
  }

  private Optional<StepOutcome> underWay(Redrive redrive) {
    boolean ended = redrive.state().ended() && redrive.state() != Redrive.State.CANCELLED;
    if (ended) return Optional.empty();
    return redrives
        .chosen(redrive.id(), redrive.nextStep())
        .map(chosen -> StepOutcome.of(redrive.id(), failures.findAll(chosen.failures()).values()));
  }

  private Answer steer(Request request) {
    var action = request.path().getOrDefault("action", "");
    var next =
        switch (action) {
          case "pause" -> Redrive.State.PAUSED;
          case "resume" -> Redrive.State.RUNNING;
          case "cancel" -> Redrive.State.CANCELLED;
          case String other ->
              throw HttpProblem.of(
                  ProblemCode.UNKNOWN_ACTION,
                  "\"%s\" is not pause, resume or cancel".formatted(other));
        };
    var reason =
        request.read(
            body -> {
              body.allowOnly(List.of(REASON));
              return AuditLog.reason(body);
            });
    var by = request.caller().who();
    var id = Paths.redrive(request);
    var redrive =
        redrives.change(id, known -> known.moved(next, by)).orElseThrow(() -> unknown(id));
    if (redrive.state() != next)
      throw HttpProblem.of(
          ProblemCode.REDRIVE_ENDED, "redrive %s is %s".formatted(id, redrive.state().label()));
    audit.append(by, action, reason, redrive.order().filter(), "redrive " + id);
    starter.moveOn(id);
    return Answer.ok(RedriveView.of(redrive, underWay(redrive)));
  }

  private static HttpProblem unknown(RedriveId id) {
    return HttpProblem.of(ProblemCode.UNKNOWN_REDRIVE, "there is no redrive %s".formatted(id));
  }

  private static int number(JsonObject body, String name, int max, int otherwise) {
    if (!body.has(name)) return otherwise;
    int number = body.smallNumber(name);
    if (number >= 0 && number <= max) return number;
    throw body.error(name, "%d is not in 0..%d".formatted(number, max));
  }

  /// @param next the cursor of the next page, if there is one
  record RedriveList(List<RedriveView> redrives, @Nullable String next) {}
}
