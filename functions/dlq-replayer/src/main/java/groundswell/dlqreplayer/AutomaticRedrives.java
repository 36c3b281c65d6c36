package groundswell.dlqreplayer;

import groundswell.domain.VersionConflict;
import groundswell.operations.domain.Audit;
import groundswell.operations.domain.AuditLine;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.Fingerprint;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.domain.Redrives;
import groundswell.operations.failures.FilterCodec;
import groundswell.operations.replayer.CommandQueue;
import groundswell.operations.replayer.ReplayerCommand;
import java.time.InstantSource;

/// Starts redrives of groups of transient failures, as an operator would. They ramp up and stop in
/// the same way.
final class AutomaticRedrives {
  private static final String BY = "automatic";
  private static final String REASON =
      "the failures are transient, and parameter AutomaticRedrive is true";

  private final Redrives redrives;
  private final Audit audit;
  private final CommandQueue commands;
  private final InstantSource clock;

  AutomaticRedrives(Redrives redrives, Audit audit, CommandQueue commands, InstantSource clock) {
    this.redrives = redrives;
    this.audit = audit;
    this.commands = commands;
    this.clock = clock;
  }

  /// @param id names the redrive; a retry with the same id does not start a second one
  void start(Fingerprint group, RedriveId id) {
    var filter = FailureFilter.OPEN.withGroup(group);
    var now = clock.instant();
    try {
      redrives.create(
          Redrive.of(
              id, new Redrive.Order(filter, BY, REASON, now, Redrive.REFAILURE_PERCENT_MAX, 0)));
      audit.append(
          new AuditLine(
              now, id.value(), BY, "redrive", REASON, FilterCodec.write(filter), "started"));
    } catch (VersionConflict alreadyThere) {
      // The redrive exists, but its first step may not have been sent.
    }
    commands.send(new ReplayerCommand.Step(id));
  }
}
