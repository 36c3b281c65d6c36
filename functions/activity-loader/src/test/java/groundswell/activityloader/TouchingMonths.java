package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.ACTIVITY_HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.files.FileKind;
import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.local.calls.Killed;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// What a partition's months were like after the merge is kept, so that it can be told when the
/// boards show them.
class TouchingMonths {
  private static final String ROWS =
      ACTIVITY_HEADER + "ann,2026-03-18,steps,100\nbob,2026-03-18,steps,200\n";

  @Test
  void isKeptForEachMonth() {
    var world = new UploadWorld();
    world.register("ann", "bob");

    var upload = world.load(FileKind.ACTIVITY, ROWS);

    assertThat(world.touched(upload)).isEqualTo(versions(world));
  }

  @Test
  void isKeptForMonthsThatTheFileDoesNotChange() {
    var world = new UploadWorld();
    world.register("ann", "bob");
    world.load(FileKind.ACTIVITY, ROWS);
    var versions = versions(world);

    var again = world.load(FileKind.ACTIVITY, ROWS);

    assertThat(world.touched(again)).isEqualTo(versions);
  }

  /// The next attempt finds the months as they are, and changes nothing.
  @Test
  void isKeptWhenTheWorkerDiesBetweenTheMonthsAndTheResult() {
    for (boolean stored : new boolean[] {false, true}) {
      var deaths = new DeathAtTheTouchedMonths(stored);
      var world = new UploadWorld(deaths);
      world.register("ann", "bob");

      var upload = world.load(FileKind.ACTIVITY, ROWS);

      assertThat(deaths.calls).hasValue(2);
      assertThat(upload.state().label()).isEqualTo("completed");
      assertThat(world.touched(upload)).isEqualTo(versions(world));
    }
  }

  @Test
  void namesAStateThatStoodAfterTheMergeWhenAnotherFileComesInBetween() {
    var world = new UploadWorld();
    world.register("ann", "bob");
    var first = world.load(FileKind.ACTIVITY, ROWS);
    var before = world.touched(first);
    world.passTime(Duration.ofSeconds(5));

    world.load(FileKind.ACTIVITY, ROWS.replace("100", "900"));

    assertThat(world.touched(first)).isEqualTo(before);
    assertThat(before.get("ann")).isLessThan(versions(world).get("ann"));
  }

  private static Map<String, Long> versions(UploadWorld world) {
    return Map.of(
        "ann", world.march("ann").valueVersion(), "bob", world.march("bob").valueVersion());
  }

  /// Crashes once where the touched months are stored, before or after they are.
  private static final class DeathAtTheTouchedMonths implements CallInterceptor {
    private final AtomicInteger calls = new AtomicInteger();
    private final boolean stored;

    DeathAtTheTouchedMonths(boolean stored) {
      this.stored = stored;
    }

    @Override
    public <T> T around(Call call, Callable<T> proceed) throws Exception {
      boolean dies =
          call.request() instanceof PutObjectRequest put
              && put.key().startsWith("touched/")
              && calls.incrementAndGet() == 1;
      if (!dies) return proceed.call();
      if (stored) proceed.call();
      throw new Killed(call.operation());
    }
  }
}
