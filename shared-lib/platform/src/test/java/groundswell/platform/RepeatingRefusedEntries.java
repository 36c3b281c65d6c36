package groundswell.platform;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.platform.testing.TestEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatingRefusedEntries {
  private static final int RUNS = 200;
  private static final Duration BASE = Duration.ofMillis(50);

  private final List<Duration> pauses = new ArrayList<>();
  private final PartialRetry retry = environment().retry();

  @Test
  void callsAgainWithWhatWasRefused() {
    var calls = new ArrayList<List<Integer>>();

    var refused =
        retry.untilAccepted(
            List.of(1, 2, 3),
            entries -> {
              calls.add(entries);
              return entries.subList(1, entries.size());
            });

    assertThat(refused).isEmpty();
    assertThat(calls).containsExactly(List.of(1, 2, 3), List.of(2, 3), List.of(3));
    assertThat(pauses).hasSize(2);
  }

  @Test
  void givesUpAfterTheLastAttempt() {
    assertThat(retry.untilAccepted(List.of(1), entries -> entries)).containsExactly(1);
    assertThat(pauses).hasSize(PartialRetry.ATTEMPTS_MAX - 1);
  }

  /// Full jitter: any pause up to the bound, so that callers refused together retry at different
  /// times.
  @Test
  void pausesForAnyTimeUpToABoundThatDoubles() {
    for (int run = 0; run < RUNS; run++) retry.untilAccepted(List.of(1), entries -> entries);

    int perRun = PartialRetry.ATTEMPTS_MAX - 1;
    for (int attempt = 1; attempt <= perRun; attempt++) {
      int place = attempt - 1;
      var bound = BASE.multipliedBy(1L << attempt);
      assertThat(IntStream.range(0, RUNS).mapToObj(run -> pauses.get(run * perRun + place)))
          .allMatch(pause -> !pause.isNegative() && pause.compareTo(bound) <= 0)
          .anyMatch(pause -> pause.compareTo(bound.multipliedBy(9).dividedBy(10)) > 0)
          .anyMatch(pause -> pause.compareTo(bound.dividedBy(10)) < 0);
    }
  }

  private FunctionEnvironment environment() {
    var usual = TestEnvironment.ofTables();
    return new FunctionEnvironment(
        Map.of(), usual.aws(), usual.clock(), pauses::add, new Random(1));
  }
}
