package groundswell.domain.members;

import groundswell.domain.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A time zone by its name. It is validated on input and stored as text, because a newer runtime
/// may have stored a zone that this runtime does not know.
///
/// @param id for example `Europe/Berlin`
public record TimeZone(String id) {
  /// The offset at which a day begins first on Earth. A zone beyond it does not exist.
  public static final ZoneOffset FIRST = ZoneOffset.ofHours(14);

  /// The offset at which a day ends last on Earth.
  public static final ZoneOffset LAST = ZoneOffset.ofHours(-12);

  private static final int LENGTH_MAX = 64;

  public TimeZone {
    if (id.isBlank() || id.length() > LENGTH_MAX)
      throw new IllegalArgumentException(
          "time zone \"%s\" must have 1 to %d characters".formatted(id, LENGTH_MAX));
  }

  public static TimeZone of(ZoneId zone) {
    return new TimeZone(zone.getId());
  }

  /// A zone as users write it.
  ///
  /// @throws IllegalArgumentException if there is no such zone on Earth
  public static TimeZone parse(String text) {
    try {
      var zone = ZoneId.of(text);
      if (zone.getRules().isFixedOffset()) checkOffset(zone.getRules().getOffset(Instant.EPOCH));
      return of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "there is no time zone \"%s\"; write a name such as Europe/Berlin"
              .formatted(Text.shown(text)),
          e);
    }
  }

  /// Its rules; those of UTC if this runtime does not know the zone.
  public ZoneId rules() {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException _) {
      return ZoneOffset.UTC;
    }
  }

  /// The day that it is in this zone.
  public LocalDate dayAt(Instant now) {
    return LocalDate.ofInstant(now, rules());
  }

  @Override
  public String toString() {
    return id;
  }

  private static void checkOffset(ZoneOffset offset) {
    if (offset.getTotalSeconds() > FIRST.getTotalSeconds()
        || offset.getTotalSeconds() < LAST.getTotalSeconds()) {
      throw new IllegalArgumentException(
          "no place on Earth has the time %s; zones are from -12:00 to +14:00".formatted(offset));
    }
  }
}
