package groundswell.domain;

import java.time.Duration;
import java.time.Instant;

/// Versions of stored items. They only rise, even after an item was deleted or its table restored.
public final class Versions {
  /// The version of an item that is not stored.
  public static final long NONE = 0;

  /// How far ahead of the reader's clock a version may be. Versions are timestamps or follow one. A
  /// later one is wrong, and would win over all changes until then.
  public static final Duration AHEAD_MAX = Duration.ofMinutes(5);

  private Versions() {}

  /// Checks a version from outside.
  ///
  /// @throws IllegalArgumentException if it can't have been written by now
  public static long check(long version, Instant now) {
    if (version < NONE)
      throw new IllegalArgumentException("version %d is below 0".formatted(version));
    if (Instant.ofEpochMilli(version).isAfter(now.plus(AHEAD_MAX))) {
      throw new IllegalArgumentException(
          "version %d lies ahead of the clock, where no version can be yet".formatted(version));
    }
    return version;
  }

  /// The version after a stored one: the greater of `stored + 1` and the epoch millisecond.
  public static long next(long stored, Instant now) {
    return Math.max(stored + 1, now.toEpochMilli());
  }
}
