package groundswell.domain.files;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;

/// How a file writes days, in the letters of [DateTimeFormatter], with English names of months. A
/// date that does not exist is refused, not moved to another day. Every row is read by the pattern,
/// so it may have no more than days and times need: no field twice, nothing optional, no padding.
public record DayFormat(String pattern) {
  /// The longest pattern, in characters.
  public static final int LENGTH_MAX = 64;

  /// Characters that do not stand for a field, outside quotes.
  private static final String NOT_ALLOWED = "[]{}#p";

  private static final LocalDateTime SOME_TIME = LocalDateTime.of(2026, 3, 14, 15, 9, 26);

  /// As ISO 8601 writes days. It stands last because its constructor needs the constants above.
  public static final DayFormat ISO = new DayFormat("yyyy-MM-dd");

  /// @throws IllegalArgumentException if the pattern does not give a day
  public DayFormat {
    if (pattern.length() > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "the pattern of a day is longer than %d characters; shorten it".formatted(LENGTH_MAX));
    }
    try {
      var formatter = formatter(pattern);
      if (!LocalDate.parse(formatter.format(SOME_TIME), formatter).equals(SOME_TIME.toLocalDate()))
        throw new DateTimeException("ambiguous");
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"%s\" is not a pattern of a day, such as \"M/d/yyyy\"".formatted(pattern), e);
    }
    checkSimple(pattern);
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

  private static void checkSimple(String pattern) {
    boolean quoted = false;
    char before = 0;
    var letters = new HashSet<Character>();
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      if (c == '\'') quoted = !quoted;
      else if (!quoted && NOT_ALLOWED.indexOf(c) >= 0)
        throw new IllegalArgumentException(
            "\"%s\" may have no %c outside quotes; leave it out".formatted(pattern, c));
      else if (!quoted && Character.isLetter(c) && c != before && !letters.add(c))
        throw new IllegalArgumentException(
            "\"%s\" has %c in two places; name each field once".formatted(pattern, c));
      before = c;
    }
  }

  /// To a strict formatter `y` is the year of an era, and an era must follow. People mean the year.
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
