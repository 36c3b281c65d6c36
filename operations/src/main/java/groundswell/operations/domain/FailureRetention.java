package groundswell.operations.domain;

import groundswell.operations.domain.Failure.Seen;
import java.time.Duration;
import java.time.Instant;

/// How long a failure is kept, with its message: as long as the template's lifecycle rules keep the
/// objects that the message names, but never less than [#LEFT_MIN] after the message was last given
/// up. The objects may be gone by then.
///
/// @param life since the message was first sent
public record FailureRetention(Duration life) {
  /// Operators are warned of open failures that expire sooner than this.
  public static final Duration SOON = Duration.ofDays(5);

  /// What is left of the life of a failure whose message is given up, however old the message is: a
  /// weekend, and the time after the warning.
  public static final Duration LEFT_MIN = SOON.plusDays(2);

  /// When a failure expires.
  public Instant expiryOf(Failure failure) {
    return expiryOf(failure.seen());
  }

  /// When the content of a message expires.
  public Instant expiryOf(Arrival arrival) {
    return expiryOf(Seen.of(arrival));
  }

  private Instant expiryOf(Seen seen) {
    var usual = expiry(seen.first());
    var least = seen.last().plus(LEFT_MIN);
    return usual.isBefore(least) ? least : usual;
  }

  /// When something expires that is kept from this time on.
  public Instant expiry(Instant from) {
    return from.plus(life);
  }
}
