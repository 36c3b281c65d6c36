package groundswell.operatorapi;

import groundswell.http.Caller;
import groundswell.http.Ids;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.domain.Redrives;
import groundswell.operations.failures.AuditLog;
import groundswell.operations.replayer.CommandQueue;
import groundswell.operations.replayer.ReplayerCommand;
import java.time.InstantSource;

/// Starts redrives, and sends the messages that advance them.
final class RedriveStarter {
  private final Redrives redrives;
  private final AuditLog audit;
  private final Ids ids;
  private final CommandQueue commands;
  private final InstantSource clock;

  RedriveStarter(
      Redrives redrives, AuditLog audit, Ids ids, CommandQueue commands, InstantSource clock) {
    this.redrives = redrives;
    this.audit = audit;
    this.ids = ids;
    this.commands = commands;
    this.clock = clock;
  }

  /// If we crash before sending the message, the redrive exists but idles; `resume` starts it.
  Redrive start(Caller caller, Order order) {
    var redrive = create(caller, order);
    moveOn(redrive.id());
    return redrive;
  }

  /// Creates a redrive that does nothing until it is started.
  Redrive create(Caller caller, Order order) {
    var redrive =
        Redrive.of(
            new RedriveId(ids.next()),
            new Redrive.Order(
                order.filter(),
                caller.who(),
                order.reason(),
                clock.instant(),
                order.refailurePercentMax(),
                order.perSecondMax()));
    redrives.create(redrive);
    audit.append(
        caller.who(), "redrive", order.reason(), order.filter(), "started redrive " + redrive.id());
    return redrive;
  }

  void moveOn(RedriveId id) {
    commands.send(new ReplayerCommand.Step(id));
  }

  /// A requested redrive.
  ///
  /// @param perSecondMax 0 if only the target's cap bounds it
  record Order(FailureFilter filter, String reason, int refailurePercentMax, int perSecondMax) {}
}
