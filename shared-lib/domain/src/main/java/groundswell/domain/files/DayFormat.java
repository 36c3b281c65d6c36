package groundswell.domain.files;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a file writes days, in the letters of [DateTimeFormatter], with English names of months in
/// any case. A date that does not exist is refused, not moved to another day. Every row is read by
/// the pattern, so it may have no more than days and times need: no field twice, nothing optional,
/// no padding. A time or an offset in it is read and left out: the day is the one that is written.
///
/// Two patterns are words: `epoch-seconds` and `epoch-milliseconds` are times since 1970, and the
/// day is that of UTC.
public record DayFormat(String pattern) {
  /// The longest pattern, in characters.
  public static final int LENGTH_MAX = 64;

  /// Characters that do not stand for a field, outside quotes.
  private static final String NOT_ALLOWED = "[]{}#p";

  private static final ZonedDateTime SOME_TIME =
      ZonedDateTime.of(2026, 3, 14, 15, 9, 26, 0, ZoneId.of("UTC"));

  private static final Map<String, ChronoUnit> EPOCHS =
      Map.of("epoch-seconds", ChronoUnit.SECONDS, "epoch-milliseconds", ChronoUnit.MILLIS);

  /// An old spelling of the ninth month, which the JDK's English names do not have.
  private static final Pattern SEPT = Pattern.compile("(?i)\\bsept\\b");

  /// As ISO 8601 writes days. It stands here because its constructor needs the constants above.
  public static final DayFormat ISO = new DayFormat("yyyy-MM-dd");

  private static final Reader CELL = ISO.reader();
  private static final Reader CELL_WITH_TIME = new DayFormat("yyyy-MM-dd'T'HH:mm:ss").reader();

  /// @throws IllegalArgumentException if the pattern does not give a day
  public DayFormat {
    if (pattern.length() > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "the pattern of a day is longer than %d characters; shorten it".formatted(LENGTH_MAX));
    }
    if (!EPOCHS.containsKey(pattern)) {
      checkDay(pattern);
      checkSimple(pattern);
    }
  }

  private static void checkDay(String pattern) {
    try {
      var formatter = formatter(pattern, ResolverStyle.STRICT);
      if (!LocalDate.parse(formatter.format(SOME_TIME), formatter).equals(SOME_TIME.toLocalDate()))
        throw new DateTimeException("ambiguous");
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"%s\" is not a pattern of a day, such as \"M/d/yyyy\"".formatted(pattern), e);
    }
  }

  /// A time as this format writes it.
  String write(String time) {
    return formatter(pattern, ResolverStyle.STRICT).format(OffsetDateTime.parse(time));
  }

  /// A reader of days in this format.
  Reader reader() {
    return reader(ResolverStyle.STRICT);
  }

  /// The day of a workbook's date cell, which comes as ISO 8601 writes it, perhaps with a time.
  static Optional<LocalDate> ofCell(String text) {
    return CELL.read(text).or(() -> CELL_WITH_TIME.read(text));
  }

  /// Whether a text is written in this format, but no calendar has the day, such as 30 February.
  boolean isNoDayInCalendar(String text) {
    return reader().read(text).isEmpty() && reader(ResolverStyle.LENIENT).read(text).isPresent();
  }

  private Reader reader(ResolverStyle style) {
    if (EPOCHS.containsKey(pattern)) return epochReader(EPOCHS.get(pattern));
    var formatter = formatter(pattern, style);
    return text -> {
      var day = parse(text, formatter);
      return day.isPresent() ? day : parse(SEPT.matcher(text).replaceAll("Sep"), formatter);
    };
  }

  private static Reader epochReader(ChronoUnit unit) {
    return text -> {
      try {
        var time = Instant.EPOCH.plus(Long.parseLong(text), unit);
        return Optional.of(LocalDate.ofInstant(time, ZoneOffset.UTC));
      } catch (NumberFormatException | DateTimeException | ArithmeticException _) {
        return Optional.empty();
      }
    };
  }

  private static Optional<LocalDate> parse(String text, DateTimeFormatter formatter) {
    try {
      return Optional.of(LocalDate.parse(text, formatter));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
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
  private static DateTimeFormatter formatter(String pattern, ResolverStyle style) {
    var ofYears = new StringBuilder(pattern);
    boolean quoted = false;
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      if (c == '\'') quoted = !quoted;
      else if (c == 'y' && !quoted) ofYears.setCharAt(at, 'u');
    }
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(ofYears.toString())
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(style);
  }

  /// Reads days.
  interface Reader {
    Optional<LocalDate> read(String text);
  }
}
