package groundswell.dlqreplayer;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureState.Name;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.Redrive.State;
import groundswell.operations.domain.Redrive.Step;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.replayer.ReplayerCommand;
import groundswell.operations.testing.TestFailures;
import groundswell.platform.testing.TestEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedrivingFailures {
  private final ReplayerWorld world = new ReplayerWorld();

  @Test
  void goesThroughAllStepsWhereAllSucceed() {
    var arrivals = world.record(120);

    var id = world.start();
    world.drain(_ -> true);

    assertThat(world.claims(id)).containsExactly(1, 10, 100, 9);
    assertThat(world.redrive(id).state()).isEqualTo(State.COMPLETED);
    assertThat(world.inState(Name.RESOLVED))
        .hasSize(120)
        .allMatch(f -> f.history().redrives() == 0);
    assertThat(world.delivered)
        .containsExactlyInAnyOrderElementsOf(arrivals.stream().map(Arrival::id).toList());
    assertThat(world.auditLines(id))
        .containsExactly(
            "redrive completed: 120 taken, 120 succeeded, 0 failed again;"
                + " nothing is left that the filter matches");
  }

  @Test
  void sendsTheMessageWithItsOwnAttributesAndThoseOfTheRedrive() {
    var arrival = world.record(1).getFirst();

    var id = world.start();
    world.obey();

    var message = world.target.receive().getFirst();
    assertThat(message.body()).isEqualTo(arrival.body());
    assertThat(message.attributes())
        .containsEntry("kind", "String:rows")
        .containsEntry("redrive-of", "String:" + arrival.id())
        .containsEntry("redrive-run", "String:" + id)
        .containsEntry("carried-redrive-count", "String:1")
        .containsEntry("copy-of", "String:" + arrival.messageId());
  }

  @Test
  void stopsAtTheFirstStepIfTheHandlerIsStillBroken() {
    world.record(30);

    var id = world.start();
    world.drain(_ -> false);

    assertThat(world.redrive(id).state()).isEqualTo(State.STOPPED);
    assertThat(world.claims(id)).containsExactly(1);
    assertThat(world.inState(Name.OPEN)).hasSize(29).allMatch(f -> f.history().redrives() == 0);
    assertThat(world.delivered).hasSize(1);
    assertThat(world.auditLines(id))
        .containsExactly(
            "redrive stopped: 1 taken, 0 succeeded, 1 failed again; 1 of the 1 sent in step 1"
                + " failed again (0 without an outcome); the limit is 5 %");
  }

  @Test
  void countsWhatIsRecordedAnewAsFailed() {
    var arrival = world.record(1).getFirst();
    var id = world.start();
    world.obey();

    world.failures.record(TestFailures.again(arrival, "another-message"));
    world.drain(_ -> true);

    assertThat(world.redrive(id).state()).isEqualTo(State.STOPPED);
    assertThat(world.inState(Name.OPEN)).hasSize(1).allMatch(f -> f.history().redrives() == 1);
    assertThat(world.delivered).hasSize(1);
  }

  @Test
  void sendsTheOthersWhereOneHasNoRoomForTheAttributesOfARedrive() {
    world.record(12);
    var crowded = odd(world.situation.arrival("busy"), 7);
    var large =
        world.situation.arrival("m-large", "busy", "x".repeat(1 << 20), TestEnvironment.NOW);
    List.of(crowded, large).forEach(world.failures::record);

    var id = world.start();
    world.drain(_ -> true);

    assertThat(world.inState(Name.RESOLVED)).hasSize(12);
    assertThat(world.inState(Name.OPEN))
        .extracting(Failure::id)
        .containsExactlyInAnyOrder(crowded.id(), large.id());
    assertThat(world.redrive(id).failedAgain()).isEqualTo(2);
    assertThat(world.auditLines(id)).hasSize(1);
  }

  private static Arrival odd(Arrival arrival, int attributes) {
    return TestFailures.withAttributes(
        arrival,
        IntStream.range(0, attributes)
            .boxed()
            .collect(Collectors.toMap(i -> "a" + i, i -> "String:" + i)));
  }

  @Test
  void waitsForOutcomesAsLongAsItsPatienceLasts() {
    world.record(3);
    var id = world.start();
    world.obey();
    world.passTime(ReplayerWorld.PATIENCE.minusSeconds(1));

    world.obey();

    assertThat(world.claims(id)).isEmpty();
  }

  @Test
  void countsWhatItNeverHearsOfAsFailed() {
    world.record(3);
    var id = world.start();
    world.obey();
    world.passTime(ReplayerWorld.PATIENCE);

    while (world.obey()) assertThat(world.target.receive()).hasSizeLessThan(2);

    assertThat(world.redrive(id).steps()).containsExactly(new Step(1, 0, 0, 1, Optional.empty()));
    assertThat(world.redrive(id).state()).isEqualTo(State.STOPPED);
  }

  @Test
  void resolvesWhatSucceedsAfterItEnded() {
    world.record(1);
    var id = world.start();
    world.obey();
    world.passTime(ReplayerWorld.PATIENCE);
    world.obey();
    assertThat(world.redrive(id).state()).isEqualTo(State.STOPPED);

    world.consume(_ -> true);

    assertThat(world.inState(Name.RESOLVED)).hasSize(1);
  }

  @Test
  void leavesWhatWasNeverHeardOfForAnOperatorToRestore() {
    var arrival = world.record(1).getFirst();
    world.start();
    world.obey();
    world.passTime(ReplayerWorld.PATIENCE);
    world.obey();
    assertThat(world.inState(Name.REDRIVING)).hasSize(1);

    world.failures.change(arrival.id(), Failure::restored);
    var second = world.start();
    world.drain(_ -> true);

    assertThat(world.redrive(second).state()).isEqualTo(State.COMPLETED);
    assertThat(world.inState(Name.RESOLVED)).hasSize(1);
  }

  @Test
  void takesWhatWasRedrivenThreeTimesOnlyByItsName() {
    var often = world.record(1).getFirst();
    for (int i = 0; i < Redrive.REDRIVES_MAX; i++) {
      var earlier = new RedriveId("earlier-" + i);
      world.failures.change(
          often.id(), failure -> failure.claimed(earlier, 0).flatMap(Failure::restored));
    }

    var refused = world.start();
    world.drain(_ -> true);
    assertThat(world.delivered).isEmpty();
    assertThat(world.redrive(refused).state()).isEqualTo(State.COMPLETED);

    world.start(TestFailures.redrive(world.named(Set.of(often.id()))));
    world.drain(_ -> true);
    assertThat(world.delivered).containsExactly(often.id());
  }

  @Test
  void startsAnAutomaticRedriveOfAGroupOnce() {
    world.record(2);
    var group = world.situation.group("busy");
    var id = new RedriveId("auto-" + world.situation.tenant());

    world.tell(new ReplayerCommand.RedriveGroup(group, id));
    world.drain(_ -> true);
    world.tell(new ReplayerCommand.RedriveGroup(group, id));
    world.drain(_ -> true);

    assertThat(world.redrive(id).order().by()).isEqualTo("automatic");
    assertThat(world.claims(id)).containsExactly(1, 1);
    assertThat(world.delivered).hasSize(2);
    assertThat(world.auditLines(id)).hasSize(2);
  }

  @Test
  void takesNoneThatIsFirstSeenAfterItsStart() {
    var id = world.start();
    world.failures.record(
        world.situation.arrival(
            "late", "busy", "late", TestEnvironment.NOW.plus(Duration.ofMinutes(1))));

    world.drain(_ -> true);

    assertThat(world.redrive(id).state()).isEqualTo(State.COMPLETED);
    assertThat(world.claims(id)).isEqualTo(List.of());
  }

  @Test
  void waitsALittleWhereAnotherWorkerIsAtIt() {
    world.record(1);
    var redrive = TestFailures.redrive(world.situation.open());
    world.redrives.lease(redrive.id(), "other", TestEnvironment.NOW, Duration.ofMinutes(6));

    world.start(redrive);
    world.obey();

    assertThat(world.delayedCommands()).isEqualTo(1);
    assertThat(world.target.receive()).isEmpty();
  }
}
