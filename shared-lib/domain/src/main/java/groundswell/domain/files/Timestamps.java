package groundswell.domain.files;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/// Reads RFC 3339 timestamps with an offset. The usual forms, `2026-03-01T08:15:00Z` and
/// `2026-03-01T08:15:00+01:00`, are read digit by digit, all others by [OffsetDateTime].
final class Timestamps {
  private static final int SECONDS_LENGTH = "2026-03-01T08:15:00".length();
  private static final int OFFSET_LENGTH = "+01:00".length();

  private Timestamps() {}

  static Optional<Instant> parse(String text) {
    if (!hasUsualForm(text)) return parseAny(text);
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int offset = offsetMinutes(text);
    boolean plain = month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour >= 0 && hour <= 23;
    if (!plain || year < 0 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return parseAny(text);
    }
    if (offset == Integer.MIN_VALUE) return parseAny(text);
    long days = LocalDate.of(year, month, day).toEpochDay();
    long seconds = ((days * 24 + hour) * 60 + minute - offset) * 60 + second;
    return Optional.of(Instant.ofEpochSecond(seconds));
  }

  private static boolean hasUsualForm(String text) {
    return (text.length() == SECONDS_LENGTH + 1 || text.length() == SECONDS_LENGTH + OFFSET_LENGTH)
        && text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':';
  }

  /// @return the smallest integer if the offset does not have the usual form
  private static int offsetMinutes(String text) {
    char sign = text.charAt(SECONDS_LENGTH);
    if (text.length() == SECONDS_LENGTH + 1) return sign == 'Z' ? 0 : Integer.MIN_VALUE;
    int hours = number(text, 20, 22);
    int minutes = number(text, 23, 25);
    boolean usual = (sign == '+' || sign == '-') && text.charAt(22) == ':';
    if (!usual || hours < 0 || hours > 17 || minutes < 0 || minutes > 59) return Integer.MIN_VALUE;
    return (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
  }

  /// @return -1 if the text is not a number
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int at = from; at < to; at++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) return -1;
      number = number * 10 + digit;
    }
    return number;
  }

  /// RFC 3339 has years of four digits, and allows lower-case letters and a space in place of the
  /// T.
  private static Optional<Instant> parseAny(String text) {
    if (text.length() < SECONDS_LENGTH || number(text, 0, 4) < 0) return Optional.empty();
    var strict = new StringBuilder(text.toUpperCase(Locale.ROOT));
    if (strict.charAt(10) == ' ') strict.setCharAt(10, 'T');
    try {
      return Optional.of(OffsetDateTime.parse(strict).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
