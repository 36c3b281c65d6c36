package groundswell.dlqreplayer;

import groundswell.operations.domain.Failures;
import groundswell.operations.replayer.ReplayerCommand;
import groundswell.platform.PermanentFailure;
import groundswell.platform.batch.BatchHandler;
import groundswell.platform.events.Envelope;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// Handles the commands of the redrive queue.
final class ReplayerHandler implements BatchHandler<ReceivedCommand> {
  private final Failures failures;
  private final RedriveSteps steps;
  private final RehearsalSteps rehearsals;
  private final AutomaticRedrives automatic;
  private final ExpiryCount expiring;

  ReplayerHandler(
      Failures failures,
      RedriveSteps steps,
      RehearsalSteps rehearsals,
      AutomaticRedrives automatic,
      ExpiryCount expiring) {
    this.failures = failures;
    this.steps = steps;
    this.rehearsals = rehearsals;
    this.automatic = automatic;
    this.expiring = expiring;
  }

  @Override
  public List<ReceivedCommand> decode(Message message) {
    var envelope = Envelope.parse(message.body());
    try {
      var command = ReplayerCommand.parse(envelope.detailType(), envelope.detail());
      return List.of(new ReceivedCommand(message.id(), command));
    } catch (IllegalArgumentException e) {
      throw new PermanentFailure(PermanentFailure.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String encode(ReceivedCommand received) {
    return received.command().message();
  }

  @Override
  public Object keyOf(ReceivedCommand received) {
    return received.command();
  }

  /// Commands of one key are the same.
  @Override
  public ReceivedCommand merge(ReceivedCommand one, ReceivedCommand other) {
    return one;
  }

  @Override
  public Consumer<ReceivedCommand> open(Collection<ReceivedCommand> received) {
    return this::obey;
  }

  private void obey(ReceivedCommand received) {
    switch (received.command()) {
      case ReplayerCommand.Step(var redrive) -> steps.goOn(redrive, received.id());
      case ReplayerCommand.Rehearse(var rehearsal) -> rehearsals.run(rehearsal);
      case ReplayerCommand.Recount(var group) -> failures.recount(group);
      case ReplayerCommand.RedriveGroup(var group, var redrive) -> automatic.start(group, redrive);
      case ReplayerCommand.CountExpiring() -> expiring.emit();
    }
  }
}
