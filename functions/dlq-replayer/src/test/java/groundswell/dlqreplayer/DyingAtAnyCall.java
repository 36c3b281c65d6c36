package groundswell.dlqreplayer;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.local.calls.Killed;
import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.FailureState.Name;
import groundswell.operations.domain.Origin;
import groundswell.operations.domain.Redrive.State;
import groundswell.operations.testing.TestFailures;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Replayers that crash at a call, before or after it took effect, and redelivered commands.
class DyingAtAnyCall {
  /// About as many calls as a redrive of three failures makes.
  private static final int CALLS = 110;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void losesNoFailure(long seed) {
    var random = new Random(seed);
    var deaths = new Deaths(_ -> random.nextInt(20) == 0, _ -> random.nextBoolean());

    redriveAll(14, deaths, "seed " + seed);

    assertThat(deaths.count.get()).as("seed %d", seed).isPositive();
  }

  /// A crash after one call is a crash before the next.
  @Test
  void losesNoFailureWhereverItDies() {
    for (int death = 0; death < CALLS; death += 2) {
      int at = death;
      redriveAll(3, new Deaths(call -> call == at, _ -> false), "after call " + death);
    }
  }

  private static void redriveAll(int count, Deaths deaths, String what) {
    var world = new ReplayerWorld(deaths, 1_000);
    deaths.world = world;
    var arrivals = world.record(count);
    var records = new TestFailures(new Origin.Stream(ReplayerWorld.PUBLISHER));
    var given = records.arrival("given up");
    world.failures.record(given);

    var id = world.start();
    var published = world.start(TestFailures.redrive(records.open()));
    deaths.begin();
    world.drain(_ -> true);

    assertThat(world.redrive(id).state()).as(what).isEqualTo(State.COMPLETED);
    assertThat(world.redrive(published).state()).as(what).isEqualTo(State.COMPLETED);
    assertThat(world.redrive(id).succeeded()).as(what).isEqualTo(count);
    assertThat(world.inState(Name.RESOLVED))
        .as(what)
        .hasSize(count)
        .allMatch(failure -> failure.history().redrives() == 0);
    assertThat(world.delivered).as(what).containsAll(arrivals.stream().map(Arrival::id).toList());
    assertThat(world.failures.find(given.id()).orElseThrow().state().named())
        .as(what)
        .isEqualTo(Name.RESOLVED);
    assertThat(world.auditLines(id)).as(what).hasSize(1);
    assertThat(world.auditLines(published)).as(what).hasSize(1);
  }

  /// Crashes replayers at calls, which are counted from 0.
  private static final class Deaths implements CallInterceptor {
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger count = new AtomicInteger();
    private final Function<Integer, Boolean> dies;
    private final Function<Integer, Boolean> before;
    private volatile boolean begun;
    private ReplayerWorld world = new ReplayerWorld();

    Deaths(Function<Integer, Boolean> dies, Function<Integer, Boolean> before) {
      this.dies = dies;
      this.before = before;
    }

    void begin() {
      begun = true;
    }

    @Override
    public <T> T around(Call call, Callable<T> proceed) throws Exception {
      if (!begun) return proceed.call();
      boolean ends;
      boolean early;
      synchronized (calls) {
        int number = calls.getAndIncrement();
        ends = dies.apply(number);
        early = before.apply(number);
      }
      if (ends && early) throw death(call);
      var answer = proceed.call();
      if (ends) throw death(call);
      return answer;
    }

    private Killed death(Call call) {
      count.incrementAndGet();
      return world.die(call.operation());
    }
  }
}
