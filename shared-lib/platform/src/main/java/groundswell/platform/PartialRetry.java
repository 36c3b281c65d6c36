package groundswell.platform;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// Retries calls that take several entries and may refuse some of them, such as throttled batch
/// calls. The pauses grow exponentially, with full jitter
/// (<https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>).
public final class PartialRetry {
  static final int ATTEMPTS_MAX = 7;
  static final int PAUSE_MILLIS = 50;

  private final Pause pause;
  private final RandomGenerator random;
  private final long pauseNanos;

  PartialRetry(Pause pause, RandomGenerator random, Duration longest) {
    this.pause = pause;
    this.random = random;
    pauseNanos = longest.toNanos();
  }

  /// Calls with all entries, then with those that the previous call refused.
  ///
  /// @param call returns the entries that were refused
  /// @return the entries still refused after [#ATTEMPTS_MAX] calls
  public <T> List<T> untilAccepted(List<T> entries, UnaryOperator<List<T>> call) {
    var refused = call.apply(entries);
    for (int attempt = 1; attempt < ATTEMPTS_MAX && !refused.isEmpty(); attempt++) {
      pause.lasts(Duration.ofNanos(random.nextLong((pauseNanos << attempt) + 1)));
      refused = call.apply(refused);
    }
    return refused;
  }
}
