package groundswell.dlqreplayer;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureState;
import groundswell.operations.domain.FailureState.Open;
import groundswell.operations.domain.FailureState.Resolved;
import groundswell.operations.domain.Origin;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.Redrive.State;
import groundswell.operations.testing.TestFailures;
import org.junit.jupiter.api.Test;

class PublishingStreamRecordsAgain {
  private final ReplayerWorld world = new ReplayerWorld();
  private final TestFailures situation =
      new TestFailures(new Origin.Stream(ReplayerWorld.PUBLISHER));
  private final Arrival arrival = situation.arrival("given up");

  @Test
  void invokesThePublisherWithTheRecordsAsTheyWere() {
    var redrive = redrive();

    assertThat(world.lambda.invocations())
        .containsExactly("stack-publisher:live {\"redrive\":%s}".formatted(arrival.body()));
    assertThat(state()).isInstanceOf(Resolved.class);
    assertThat(redrive.state()).isEqualTo(State.COMPLETED);
    assertThat(redrive.succeeded()).isEqualTo(1);
  }

  @Test
  void opensThemAgainIfThePublisherFails() {
    world.lambda.answers(_ -> TestLambda.error("{\"errorMessage\":\"out of memory\"}"));

    assertThat(redrive().state()).isEqualTo(State.STOPPED);

    assertThat(state()).isEqualTo(new Open());
    assertThat(world.lambda.invocations()).hasSize(1);
  }

  @Test
  void opensThemAgainIfSomeAreStillNotPublished() {
    world.lambda.answers(
        _ -> TestLambda.response("{\"batchItemFailures\":[{\"itemIdentifier\":\"7\"}]}"));

    assertThat(redrive().state()).isEqualTo(State.STOPPED);

    assertThat(state()).isEqualTo(new Open());
    assertThat(stored().history().redrives()).isEqualTo(1);
  }

  private Redrive redrive() {
    world.failures.record(arrival);
    var id = world.start(TestFailures.redrive(situation.open()));
    world.drain(_ -> true);
    return world.redrive(id);
  }

  private Failure stored() {
    return world.failures.find(arrival.id()).orElseThrow();
  }

  private FailureState state() {
    return stored().state();
  }
}
