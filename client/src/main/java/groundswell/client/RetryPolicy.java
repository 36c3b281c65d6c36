package groundswell.client;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.IntPredicate;

/// When a request is sent again.
///
/// @param attemptsMax how often it is sent at most
/// @param temporary the statuses that may be gone a moment later
/// @param repeatsPost whether a POST is sent again: it may have taken effect before it failed
/// @param pauseStep the first pause; each one is longer by as much
public record RetryPolicy(
    int attemptsMax, IntPredicate temporary, boolean repeatsPost, Duration pauseStep, Pause pause) {
  private static final int UNAVAILABLE = 503;

  /// For people and scripts: waits out a system that is starting or full. It never repeats a POST,
  /// whose effect could come twice.
  public static RetryPolicy whileUnavailable(Pause pause) {
    return new RetryPolicy(
        4, status -> status == UNAVAILABLE, false, Duration.ofMillis(200), pause);
  }

  /// For workloads that inject faults, and send only what may come twice: repeats everything, at
  /// once.
  public static RetryPolicy onServerErrors() {
    return new RetryPolicy(20, status -> status >= 500, true, Duration.ZERO, _ -> {});
  }

  /// @param attempts how often the request was sent
  boolean allowsAnother(HttpResponse<?> response, int attempts) {
    return attempts < attemptsMax
        && temporary.test(response.statusCode())
        && (repeatsPost || !response.request().method().equals("POST"));
  }

  void pauseAfter(int attempts) throws InterruptedException {
    pause.take(pauseStep.multipliedBy(attempts));
  }
}
