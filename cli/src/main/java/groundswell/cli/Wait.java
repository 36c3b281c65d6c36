package groundswell.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Asks again and again until an answer is the awaited one.
final class Wait {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

  private final InstantSource clock;
  private final Duration longestPause;

  Wait(InstantSource clock) {
    this(clock, LONGEST_PAUSE);
  }

  Wait(InstantSource clock, Duration longestPause) {
    this.clock = clock;
    this.longestPause = longestPause;
  }

  /// @param what is waited for, in words
  /// @throws Failure if it has not come by the deadline
  <T> T until(String what, Duration deadline, Supplier<T> question, Predicate<T> awaited) {
    var end = clock.instant().plus(deadline);
    var pause = FIRST_PAUSE;
    while (true) {
      var answer = question.get();
      if (awaited.test(answer)) return answer;
      if (clock.instant().isAfter(end))
        throw new Failure(
            "%s did not come within %d seconds".formatted(what, deadline.toSeconds()));
      LockSupport.parkNanos(pause.toNanos());
      if (Thread.interrupted()) throw new Failure("interrupted");
      pause =
          pause.multipliedBy(2).compareTo(longestPause) < 0 ? pause.multipliedBy(2) : longestPause;
    }
  }
}
