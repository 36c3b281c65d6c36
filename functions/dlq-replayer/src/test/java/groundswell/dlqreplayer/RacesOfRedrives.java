package groundswell.dlqreplayer;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.FailureState.Name;
import groundswell.operations.domain.Redrive.State;
import groundswell.operations.testing.TestFailures;
import groundswell.platform.testing.TestEnvironment;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RacesOfRedrives {
  private final ReplayerWorld world = new ReplayerWorld();

  @Test
  void takeEachFailureOnce() {
    var arrivals = world.record(25);

    var one = world.start();
    var other = world.start();
    world.drain(_ -> true);

    assertThat(world.delivered)
        .containsExactlyInAnyOrderElementsOf(arrivals.stream().map(Arrival::id).toList());
    assertThat(world.redrive(one).claimed() + world.redrive(other).claimed()).isEqualTo(25);
    for (var id : List.of(one, other))
      assertThat(world.redrive(id).state()).isEqualTo(State.COMPLETED);
    assertThat(world.inState(Name.RESOLVED)).hasSize(25).allMatch(f -> f.history().redrives() == 0);
  }

  @Test
  void doNotRampUpByAStepThatTheOtherOneTook() {
    var first = world.record(20).getFirst();
    var late = TestFailures.redrive(world.situation.open());
    world.redrives.choose(late.id(), 0, List.of(first.id()), TestEnvironment.NOW);
    world.start(TestFailures.redrive(world.named(Set.of(first.id()))));
    world.drain(_ -> true);

    world.start(late);
    world.drain(_ -> true);

    assertThat(world.claims(late.id())).containsExactly(0, 1, 10, 8);
    assertThat(world.redrive(late.id()).state()).isEqualTo(State.COMPLETED);
  }
}
