package groundswell.cli.session;

import groundswell.client.ErrorCode;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Polls with growing pauses until something has happened.
public final class Polling {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration PAUSE_MAX = Duration.ofMillis(250);

  private final Environment environment;
  private final Duration pauseMax;

  public Polling(Environment environment) {
    this(environment, PAUSE_MAX);
  }

  public Polling(Environment environment, Duration pauseMax) {
    this.environment = environment;
    this.pauseMax = pauseMax;
  }

  /// @param what is awaited, in words
  /// @return the first answer that matches
  /// @throws CommandException if none matches by the deadline
  public <T> T until(String what, Duration deadline, Supplier<T> look, Predicate<T> isAwaited) {
    var clock = environment.clock();
    var end = clock.instant().plus(deadline);
    var pause = FIRST_PAUSE;
    while (true) {
      var answer = look.get();
      if (isAwaited.test(answer)) return answer;
      if (clock.instant().isAfter(end))
        throw new CommandException(
            ErrorCode.TIMED_OUT,
            "gave up after %d seconds without %s; it may still come"
                .formatted(deadline.toSeconds(), what));
      rest(pause);
      pause = shorter(pause.multipliedBy(2), pauseMax);
    }
  }

  private void rest(Duration pause) {
    try {
      environment.pause().take(pause);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandException(
          ErrorCode.INTERRUPTED, "interrupted; the work continues in the background");
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
