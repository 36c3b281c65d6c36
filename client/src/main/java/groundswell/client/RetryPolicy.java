package groundswell.client;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/// When to retry a request.
///
/// @param attemptsMax the most attempts, including the first
/// @param temporary the statuses that may be gone a moment later
/// @param repeatsPost whether to retry a POST without an idempotency key: it may have taken effect
///     before it failed
/// @param keys a new idempotency key for each creation, so that it can be retried; empty if none is
///     sent
/// @param pauseStep the first pause; each further pause is longer by this much
public record RetryPolicy(
    int attemptsMax,
    IntPredicate temporary,
    boolean repeatsPost,
    Optional<Supplier<String>> keys,
    Duration pauseStep,
    Pause pause) {
  private static final int BAD_GATEWAY = 502;
  private static final int UNAVAILABLE = 503;
  private static final int GATEWAY_TIMEOUT = 504;

  /// A lost answer is waited for once more, not longer: it may have taken a minute to be lost.
  private static final int UNANSWERED_ATTEMPTS_MAX = 2;

  /// For people and scripts: waits while a system is starting or full. Never retries a POST without
  /// an idempotency key, because it could take effect twice.
  public static RetryPolicy whileUnavailable(Pause pause, Supplier<String> keys) {
    return new RetryPolicy(
        4,
        status -> status == UNAVAILABLE,
        false,
        Optional.of(keys),
        Duration.ofMillis(200),
        pause);
  }

  /// For workloads that inject faults and send only idempotent requests: retries all that is
  /// answered with an error of the server, without a pause.
  public static RetryPolicy onServerErrors() {
    return new RetryPolicy(
        20, status -> status >= 500, true, Optional.empty(), Duration.ZERO, _ -> {});
  }

  /// @param attempts how often the request was sent
  boolean allowsAnother(HttpResponse<?> response, int attempts) {
    return attempts < attemptsMax
        && (temporary.test(response.statusCode()) || isLost(response))
        && (repeatsPost
            || hasKey(response.request())
            || !response.request().method().equals("POST"));
  }

  /// Whether to send a request again whose answer was lost. Only creations are sent again: the
  /// others fail at once, and say that the system cannot be reached.
  boolean allowsAnotherUnanswered(HttpRequest request, int attempts) {
    return attempts < Math.min(attemptsMax, UNANSWERED_ATTEMPTS_MAX) && hasKey(request);
  }

  /// Whether something on the way lost the answer to a creation.
  private static boolean isLost(HttpResponse<?> response) {
    int status = response.statusCode();
    return hasKey(response.request()) && (status == BAD_GATEWAY || status == GATEWAY_TIMEOUT);
  }

  private static boolean hasKey(HttpRequest request) {
    return request.headers().firstValue(Http.IDEMPOTENCY_KEY).isPresent();
  }

  void pauseAfter(int attempts) throws InterruptedException {
    pause.take(pauseStep.multipliedBy(attempts));
  }
}
