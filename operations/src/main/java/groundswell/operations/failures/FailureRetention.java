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

  /// When it expires.
  public Instant expiryOf(Failure failure) {
    return failure.seen().first().plus(life);
  }

  /// In the format of DynamoDB's time to live.
  public long expiry(Instant from) {
    return from.plus(life).getEpochSecond();
  }
}
