package groundswell.cli.options;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a time on the command line: the time itself, or how long ago it was.
public final class TimeOption implements ITypeConverter<Instant> {
  private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhd])");

  private final InstantSource clock;

  public TimeOption(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Instant convert(String text) {
    var ago = AGO.matcher(text);
    if (ago.matches())
      return clock.instant().minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException _) {
      throw new TypeConversionException(
          "\"%s\" is neither a time such as 2026-03-20T12:00:00Z nor a duration such as 2h"
              .formatted(text));
    }
  }

  private static Duration duration(long number, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case String _ -> Duration.ofDays(number);
    };
  }
}
