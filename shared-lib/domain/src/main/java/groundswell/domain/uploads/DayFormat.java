package groundswell.domain.uploads;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/// How a file writes days, in the letters of [DateTimeFormatter], with English names of months. A
/// day that no calendar has is not read as another.
public record DayFormat(String pattern) {
  private static final LocalDateTime SOME_TIME = LocalDateTime.of(2026, 3, 14, 15, 9, 26);

  /// As ISO 8601 writes them; made last, because it needs the others.
  public static final DayFormat ISO = new DayFormat("yyyy-MM-dd");

  /// @throws IllegalArgumentException if the pattern does not give a day
  public DayFormat {
    try {
      var formatter = formatter(pattern);
      if (!LocalDate.parse(formatter.format(SOME_TIME), formatter).equals(SOME_TIME.toLocalDate()))
        throw new DateTimeException("ambiguous");
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"%s\" is no pattern of a day; one is \"M/d/yyyy\"".formatted(pattern), e);
    }
  }

  /// A reader of days in this format.
  Reader reader() {
    var formatter = formatter(pattern);
    return text -> {
      try {
        return Optional.of(LocalDate.parse(text, formatter));
      } catch (DateTimeException _) {
        return Optional.empty();
      }
    };
  }

  /// `y` is the year of an era, which a strict formatter asks for; people mean the year.
  private static DateTimeFormatter formatter(String pattern) {
    var ofYears = new StringBuilder(pattern);
    boolean quoted = false;
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      if (c == '\'') quoted = !quoted;
      else if (c == 'y' && !quoted) ofYears.setCharAt(at, 'u');
    }
    return DateTimeFormatter.ofPattern(ofYears.toString(), Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /// Reads days.
  interface Reader {
    Optional<LocalDate> read(String text);
  }
}
