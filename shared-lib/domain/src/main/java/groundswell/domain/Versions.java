package groundswell.domain;

import java.time.Instant;

/// Versions of stored items. They only rise, also after an item was erased or its table restored.
public final class Versions {
  /// The version of an item that is not stored.
  public static final long NONE = 0;

  private Versions() {}

  /// The version that follows a stored one: the greater of `stored + 1` and the epoch millisecond.
  public static long next(long stored, Instant now) {
    return Math.max(stored + 1, now.toEpochMilli());
  }
}
