package groundswell.operations.failures;

import groundswell.operations.domain.Failure;
import groundswell.platform.FunctionEnvironment;
import java.time.Duration;
import java.time.Instant;

/// How long a failure is kept, with everything that its redrive needs: as long as the template's
/// lifecycle rules keep the objects that its message names.
///
/// @param life since the message was first sent
public record FailureRetention(Duration life) {
  private static final String VARIABLE = "FAILURE_RETENTION_DAYS";
  private static final int DAYS = 30;

  public static FailureRetention of(FunctionEnvironment environment) {
    return new FailureRetention(Duration.ofDays(environment.number(VARIABLE, 1, DAYS)));
  }

  /// When a failure expires.
  public Instant expiryOf(Failure failure) {
    return expiry(failure.seen().first());
  }

  /// When something expires that is kept from this time on.
  public Instant expiry(Instant from) {
    return from.plus(life);
  }
}
