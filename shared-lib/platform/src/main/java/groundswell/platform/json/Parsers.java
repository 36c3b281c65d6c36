package groundswell.platform.json;

import groundswell.domain.Lane;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.function.Function;

/// Texts as the values that they stand for; each refuses with an [IllegalArgumentException] that
/// says what would be right.
public final class Parsers {
  private Parsers() {}

  public static LocalDate date(String text) {
    return parse(text, LocalDate::parse, "a date like 2026-03-01");
  }

  public static YearMonth yearMonth(String text) {
    return parse(text, YearMonth::parse, "a month like 2026-03");
  }

  public static Instant instant(String text) {
    return parse(text, Instant::parse, "a time like 2026-03-01T12:00:00Z");
  }

  public static Lane lane(String text) {
    return switch (text) {
      case "live" -> Lane.LIVE;
      case "bulk" -> Lane.BULK;
      default -> throw new IllegalArgumentException("\"%s\" is not live or bulk".formatted(text));
    };
  }

  private static <T> T parse(String text, Function<String, T> parser, String right) {
    try {
      return parser.apply(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"%s\" is not %s".formatted(text, right), e);
    }
  }
}
