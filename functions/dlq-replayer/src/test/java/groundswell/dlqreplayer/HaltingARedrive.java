package groundswell.dlqreplayer;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.operations.domain.FailureState.Name;
import groundswell.operations.domain.Redrive.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HaltingARedrive {
  private final At at = new At();
  private final ReplayerWorld world = new ReplayerWorld(at, 100);

  @Test
  void releasesWhatWasTakenAndNotSent() {
    var arrival = world.record(1).getFirst();
    var id = world.start();
    at.first("SendMessageBatch", () -> world.die("before sending"));
    world.obeyOnce();
    assertThat(world.inState(Name.REDRIVING)).hasSize(1);
    world.passTime(Duration.ofHours(1));

    world.move(id, State.CANCELLED);
    world.drain(_ -> true);

    assertThat(world.inState(Name.OPEN)).hasSize(1).allMatch(f -> f.history().redrives() == 0);
    assertThat(world.failures.find(arrival.id()).orElseThrow().history().last()).isEmpty();
    assertThat(world.delivered).isEmpty();
  }

  @Test
  void leavesWhatWasSentToItsConsumer() {
    world.record(3);
    var id = world.start();
    world.obey();

    world.move(id, State.CANCELLED);
    world.drain(_ -> true);

    assertThat(world.inState(Name.RESOLVED)).hasSize(1);
    assertThat(world.inState(Name.OPEN)).hasSize(2);
    assertThat(world.redrive(id).state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void stopsAPausedOneWhoseLastStepFailedAndSaysSo() {
    world.record(3);
    var id = world.start();
    world.obey();
    world.move(id, State.PAUSED);

    world.drain(_ -> false);

    assertThat(world.redrive(id).state()).isEqualTo(State.STOPPED);
    assertThat(world.auditLines(id)).singleElement().asString().startsWith("redrive stopped");
  }

  /// Including messages that the consumer handles only after the redrive was halted.
  @Test
  void keepsTheAccountOfWhatWasSent() {
    for (var state : List.of(State.CANCELLED, State.PAUSED)) {
      var situation = new ReplayerWorld();
      situation.record(30);
      var id = situation.start();
      while (situation.redrive(id).steps().isEmpty()) {
        situation.obey();
        situation.consume(_ -> true);
      }
      while (situation.inState(Name.REDRIVING).isEmpty()) situation.obey();
      situation.move(id, state);
      situation.obey();

      situation.drain(_ -> true);

      var redrive = situation.redrive(id);
      assertThat(redrive.state()).isEqualTo(state);
      assertThat(redrive.claimed()).isEqualTo(situation.delivered.size()).isEqualTo(11);
      assertThat(redrive.succeeded() + redrive.failedAgain()).isEqualTo(11);
      assertThat(situation.inState(Name.OPEN)).hasSize(19);
    }
  }

  @Test
  void saysInTheAuditWhatBecameOfWhatWasSent() {
    world.record(3);
    var id = world.start();
    world.obey();

    world.move(id, State.CANCELLED);
    world.drain(_ -> true);

    assertThat(world.auditLines(id))
        .anyMatch(line -> line.contains("1 taken, 1 succeeded, 0 failed again"));
  }

  @Test
  void makesNoStepOfWhatItPrevents() {
    world.record(3);
    var id = world.start();
    at.first(
        "UpdateItem",
        () -> {
          world.redrives.change(id, redrive -> redrive.moved(State.PAUSED, "ann"));
          return null;
        });

    world.drain(_ -> true);
    assertThat(world.claims(id)).isEmpty();
    assertThat(world.delivered).isEmpty();

    world.move(id, State.RUNNING);
    world.drain(_ -> true);
    assertThat(world.claims(id)).containsExactly(1, 2);
    assertThat(world.redrive(id).state()).isEqualTo(State.COMPLETED);
  }

  @Test
  void doesNotUseUpThePatienceOfTheStepThatGoesOnLater() {
    world.record(1);
    var id = world.start();
    at.first("SendMessageBatch", () -> world.die("before sending"));
    world.obeyOnce();
    world.passTime(Duration.ofHours(1));
    world.move(id, State.PAUSED);
    world.drain(_ -> true);
    world.passTime(Duration.ofHours(1));

    world.move(id, State.RUNNING);
    world.obey();
    assertThat(world.redrive(id).state()).isEqualTo(State.RUNNING);

    world.drain(_ -> true);
    assertThat(world.redrive(id).state()).isEqualTo(State.COMPLETED);
    assertThat(world.claims(id)).containsExactly(1);
  }

  /// Runs an action before the first call of an operation.
  private static final class At implements CallInterceptor {
    private String operation = "";
    private Supplier<@Nullable Error> action = () -> null;

    /// @param what returns the error that ends the caller, or null
    void first(String call, Supplier<@Nullable Error> what) {
      operation = call;
      action = what;
    }

    @Override
    public <T> T around(Call call, Callable<T> proceed) throws Exception {
      if (call.operation().equals(operation)) {
        operation = "";
        var end = action.get();
        if (end != null) throw end;
      }
      return proceed.call();
    }
  }
}
