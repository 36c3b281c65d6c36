package groundswell.operations.failures;

import groundswell.operations.domain.Failure;
import java.time.Duration;
import java.time.Instant;

/// How long a failure is kept, with everything that its redrive needs: as long as the template's
/// lifecycle rules keep the objects that its message names.
///
/// @param life since the message was first sent
public record FailureRetention(Duration life) {
  /// When a failure expires.
  public Instant expiryOf(Failure failure) {
    return expiry(failure.seen().first());
  }

  /// When something expires that is kept from this time on.
  public Instant expiry(Instant from) {
    return from.plus(life);
  }
}
