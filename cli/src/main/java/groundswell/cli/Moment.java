package groundswell.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/// A time as it is typed: itself, or how long ago it was.
sealed interface Moment {
  Pattern AGO = Pattern.compile("([0-9]{1,6})([smhd])");

  Instant at(InstantSource clock);

  /// @throws IllegalArgumentException if it is neither
  static Moment of(String text) {
    var ago = AGO.matcher(text);
    if (ago.matches()) return new Ago(duration(Long.parseLong(ago.group(1)), ago.group(2)));
    try {
      return new Exactly(Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "\"%s\" is neither a time such as 2026-03-20T12:00:00Z nor a duration such as 2h"
              .formatted(text),
          e);
    }
  }

  private static Duration duration(long number, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  record Exactly(Instant instant) implements Moment {
    @Override
    public Instant at(InstantSource clock) {
      return instant;
    }
  }

  record Ago(Duration duration) implements Moment {
    @Override
    public Instant at(InstantSource clock) {
      return clock.instant().minus(duration);
    }
  }
}
