package groundswell.domain.members;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A time zone by its name. It is checked when somebody says it, and kept as text: what is stored
/// may name a zone that this runtime's rules do not have, because a newer one stored it.
///
/// @param id for example `Europe/Berlin`
public record TimeZone(String id) {
  private static final int LENGTH_MAX = 64;

  public TimeZone {
    if (id.isBlank() || id.length() > LENGTH_MAX)
      throw new IllegalArgumentException(
          "time zone \"%s\" must have 1 to %d characters".formatted(id, LENGTH_MAX));
  }

  public static TimeZone of(ZoneId zone) {
    return new TimeZone(zone.getId());
  }

  /// Its rules; those of UTC if this runtime does not know them.
  public ZoneId rules() {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException _) {
      return ZoneOffset.UTC;
    }
  }

  @Override
  public String toString() {
    return id;
  }
}
