package groundswell.domain.members;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A time zone by its name. It is validated on input and stored as text, because a newer runtime
/// may have stored a zone that this runtime does not know.
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

  /// Its rules; those of UTC if this runtime does not know the zone.
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
