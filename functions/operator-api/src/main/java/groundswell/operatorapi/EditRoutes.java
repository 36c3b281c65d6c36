package groundswell.operatorapi;

import groundswell.domain.ids.UploadId;
import groundswell.http.Answer;
import groundswell.http.Caller;
import groundswell.http.Creations;
import groundswell.http.HttpProblem;
import groundswell.http.ProblemCode;
import groundswell.http.Request;
import groundswell.http.Router;
import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.FailureState.Open;
import groundswell.operations.domain.Failures;
import groundswell.operations.domain.Redrive;
import groundswell.operations.failures.AuditLog;
import groundswell.operations.failures.Subjects;
import groundswell.platform.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Redrives a message that was corrected by hand, where that is switched on.
final class EditRoutes {
  private static final List<String> KEYS = List.of("body", "reason");

  private final boolean allowed;
  private final Failures failures;
  private final RedriveStarter starter;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Creations creations;

  /// @param allowed whether operators may edit messages at all
  EditRoutes(
      boolean allowed,
      Failures failures,
      RedriveStarter starter,
      AuditLog audit,
      InstantSource clock,
      Creations creations) {
    this.allowed = allowed;
    this.failures = failures;
    this.starter = starter;
    this.audit = audit;
    this.clock = clock;
    this.creations = creations;
  }

  void addTo(Router<OperatorAccess> router) {
    router.add("POST /failures/{failure}/edit", OperatorAccess.OPERATE, this::edit);
  }

  private Answer edit(Request request) {
    if (!allowed)
      throw HttpProblem.of(
          ProblemCode.EDITING_DISABLED,
          "messages may not be edited here: parameter EditAndRedrive of the stack is not true");
    var order = request.read(Order::of);
    var original = Paths.failure(failures, request, _ -> true);
    var before =
        failures
            .message(original.id())
            .orElseThrow(
                () ->
                    HttpProblem.of(
                        ProblemCode.BODY_EXPIRED,
                        "the message of failure %s has expired".formatted(original.id())));
    if (!(original.state() instanceof Open)) throw notOpen(original.id());
    EditedMessage.check(original, before.body(), order.body(), clock.instant());

    var arrival = arrival(original, before.attributes(), order.body());
    keep(request.caller(), original, order, EditedMessage.outcome(arrival, before.body()));
    putAside(request.caller(), original, arrival.id(), order);
    // The redrive first: if we crash after this line, the redrive exists but idles; `resume` starts
    // it.
    var redrive =
        starter.create(
            request.caller(),
            new RedriveStarter.Order(
                FailureFilter.OPEN.withIds(Set.of(arrival.id())),
                order.reason(),
                Redrive.REFAILURE_PERCENT_MAX,
                0),
            creations.fresh());
    failures.record(arrival);
    starter.moveOn(redrive.id());
    return Answer.accepted(new Edited(arrival.id().value(), RedriveView.of(redrive)));
  }

  private void keep(Caller caller, Failure original, Order order, String outcome) {
    var named = FailureFilter.OPEN.withIds(Set.of(original.id()));
    audit.append(caller.who(), "edit", order.reason(), named, outcome);
  }

  /// Parks the original. If somebody else took it meanwhile, the edited message is not created.
  private void putAside(Caller caller, Failure original, FailureId edited, Order order) {
    var now = clock.instant();
    var why = "edited as %s: %s".formatted(edited, order.reason());
    if (failures.change(original.id(), it -> it.parked(caller.who(), why, now)).isPresent()) return;
    keep(caller, original, order, "nothing was changed: the failure was no longer open");
    throw notOpen(original.id());
  }

  private Arrival arrival(Failure original, Map<String, String> attributes, String body) {
    return new Arrival(
        original.message().origin(),
        "edit-of-" + original.id(),
        body,
        attributes,
        original.history().redrives(),
        original.cause(),
        Subjects.of(body, original.subject().upload().map(UploadId::value)),
        original.message().receiveCount(),
        original.seen().first(),
        clock.instant());
  }

  private static HttpProblem notOpen(FailureId id) {
    return HttpProblem.of(ProblemCode.FAILURE_NOT_OPEN, "failure %s is not open".formatted(id));
  }

  private record Order(String body, String reason) {
    static Order of(JsonObject json) {
      json.allowOnly(KEYS);
      return new Order(json.text("body"), AuditLog.reason(json));
    }
  }

  /// @param failure the id of the edited message's own failure
  record Edited(String failure, RedriveView redrive) {}
}
