package groundswell.domain;

import java.time.Duration;
import java.time.Instant;

/// Versions of stored items. They only rise, also after an item was erased or its table restored.
public final class Versions {
  /// The version of an item that is not stored.
  public static final long NONE = 0;

  /// How far a version may lie ahead of the clock of who reads it. Versions are times or follow
  /// one; who says a later one is wrong, and would win over all that comes until then.
  public static final Duration AHEAD_MAX = Duration.ofMinutes(5);

  private Versions() {}

  /// Checks a version that somebody else says.
  ///
  /// @throws IllegalArgumentException if nobody can have written it by now
  public static long check(long version, Instant now) {
    if (version < NONE)
      throw new IllegalArgumentException("version %d is below 0".formatted(version));
    if (Instant.ofEpochMilli(version).isAfter(now.plus(AHEAD_MAX))) {
      throw new IllegalArgumentException(
          "version %d lies ahead of the clock, where no version can be yet".formatted(version));
    }
    return version;
  }

  /// The version that follows a stored one: the greater of `stored + 1` and the epoch millisecond.
  public static long next(long stored, Instant now) {
    return Math.max(stored + 1, now.toEpochMilli());
  }
}
