package groundswell.dlqreplayer;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.operations.domain.Arrival;
import groundswell.operations.replayer.ReplayerCommand;
import groundswell.platform.testing.TestEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
class CountingWhatExpires {
  private final ReplayerWorld world = new ReplayerWorld();

  /// Other tests of this JVM have failures, too, so that the differences count.
  @Test
  void isOpenAndExpiresWithinFiveDays() {
    var arrivals = record(3, Duration.ofDays(4));

    int before = counted();
    world.passTime(Duration.ofDays(25));
    int soon = counted();
    world.failures.change(
        arrivals.getFirst().id(), it -> it.parked("ann", "hopeless", world.now.get()));

    assertThat(counted()).isEqualTo(soon - 1);
    assertThat(soon - before).isGreaterThanOrEqualTo(3);
  }

  @Test
  void isNothingWhoseMessageWasGivenUpAMomentAgo() {
    int before = counted();

    record(3, Duration.ofDays(40));

    assertThat(counted()).isEqualTo(before);
  }

  /// @param age of the messages
  private List<Arrival> record(int count, Duration age) {
    var sent = TestEnvironment.NOW.minus(age);
    var arrivals =
        java.util.stream.IntStream.range(0, count)
            .mapToObj(i -> world.situation.arrival("m" + i, "busy", age + " old, " + i, sent))
            .toList();
    arrivals.forEach(world.failures::record);
    return arrivals;
  }

  private int counted() {
    world.tell(new ReplayerCommand.CountExpiring());
    return printed(world::obey)
        .lines()
        .filter(line -> line.contains("\"FailuresExpiringSoon\":"))
        .map(
            line ->
                (int)
                    Double.parseDouble(
                        line.replaceFirst(".*\"FailuresExpiringSoon\":([0-9.]+).*", "$1")))
        .findFirst()
        .orElseThrow();
  }

  private static String printed(Runnable action) {
    var out = new ByteArrayOutputStream();
    var console = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setOut(console);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
