package groundswell.operatorapi;

import groundswell.domain.VersionConflict;
import groundswell.http.Caller;
import groundswell.http.Creations.Creation;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.domain.Redrives;
import groundswell.operations.failures.AuditLog;
import groundswell.operations.replayer.CommandQueue;
import groundswell.operations.replayer.ReplayerCommand;
import java.util.Optional;

/// Starts redrives, and sends the messages that advance them.
final class RedriveStarter {
  private final Redrives redrives;
  private final AuditLog audit;
  private final CommandQueue commands;

  RedriveStarter(Redrives redrives, AuditLog audit, CommandQueue commands) {
    this.redrives = redrives;
    this.audit = audit;
    this.commands = commands;
  }

  /// If we crash before sending the message, the redrive exists but idles; `resume` starts it, and
  /// so does the same request again with its key.
  Redrive start(Caller caller, Order order, Creation creation) {
    var redrive = create(caller, order, creation);
    if (!redrive.state().ended()) moveOn(redrive.id());
    return redrive;
  }

  /// Creates a redrive that does nothing until it is started. If it exists, it stays as it is.
  Redrive create(Caller caller, Order order, Creation creation) {
    var asked =
        Redrive.of(
            new RedriveId(creation.id()),
            new Redrive.Order(
                order.filter(),
                caller.who(),
                order.reason(),
                creation.at(),
                order.refailurePercentMax(),
                order.perSecondMax()));
    var redrive = known(asked.id(), creation).orElseGet(() -> created(asked, creation));
    audit.appendOnce(
        creation.at(),
        creation.id(),
        caller.who(),
        "redrive",
        order.reason(),
        order.filter(),
        "started redrive " + redrive.id());
    return redrive;
  }

  private Optional<Redrive> known(RedriveId id, Creation creation) {
    return creation.mayExist() ? redrives.find(id) : Optional.empty();
  }

  private Redrive created(Redrive redrive, Creation creation) {
    try {
      redrives.create(redrive);
      return redrive;
    } catch (VersionConflict raced) {
      return known(redrive.id(), creation).orElseThrow(() -> raced);
    }
  }

  void moveOn(RedriveId id) {
    commands.send(new ReplayerCommand.Step(id));
  }

  /// A requested redrive.
  ///
  /// @param perSecondMax 0 if only the target's cap bounds it
  record Order(FailureFilter filter, String reason, int refailurePercentMax, int perSecondMax) {}
}
