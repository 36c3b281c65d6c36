package groundswell.cli.options;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/// How the values on a command line are read. A refusal says what would be right.
public final class Values {
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,30}([.][0-9]{1,30})?");
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");

  private Values() {}

  /// Reads all types of options and parameters that our commands have.
  public static void register(CommandLine line, InstantSource clock) {
    line.registerConverter(Instant.class, new TimeOption(clock))
        .registerConverter(LocalDate.class, Values::day)
        .registerConverter(BigDecimal.class, Values::decimal)
        .registerConverter(Integer.class, Values::number)
        .registerConverter(int.class, Values::number)
        .registerConverter(Long.class, Values::longNumber)
        .registerConverter(long.class, Values::longNumber);
  }

  private static LocalDate day(String text) {
    if (!DAY.matcher(text).matches())
      throw new TypeConversionException(
          "'%s' is not a day; write it as in 2026-03-20".formatted(text));
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      throw new TypeConversionException("the calendar has no day %s".formatted(text));
    }
  }

  /// Plain notation only, as in files.
  private static BigDecimal decimal(String text) {
    if (DECIMAL.matcher(text).matches()) return new BigDecimal(text);
    throw new TypeConversionException(
        "'%s' is not a number; write it as in 7500.5, with a point and without an exponent"
            .formatted(text));
  }

  private static long longNumber(String text) {
    if (WHOLE.matcher(text).matches()) return Long.parseLong(text);
    throw new TypeConversionException("'%s' is not a whole number".formatted(text));
  }

  private static int number(String text) {
    long number = longNumber(text);
    if (number == (int) number) return (int) number;
    throw new TypeConversionException("%s is too large a number".formatted(text));
  }
}
