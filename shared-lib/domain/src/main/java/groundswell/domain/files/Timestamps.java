package groundswell.domain.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads RFC 3339 timestamps with an offset. The usual forms, `2026-03-01T08:15:00Z` and
/// `2026-03-01T08:15:00+01:00`, are read digit by digit, all others by [OffsetDateTime].
final class Timestamps {
  private static final int SECONDS_LENGTH = "2026-03-01T08:15:00".length();
  private static final int OFFSET_LENGTH = "+01:00".length();
  private static final Pattern YEAR = Pattern.compile("[0-9]{4}");

  private Timestamps() {}

  static Optional<Instant> parse(String text) {
    var bytes = text.getBytes(UTF_8);
    return Optional.ofNullable(usual(bytes, 0, bytes.length)).or(() -> parseAny(text));
  }

  /// @return null if it does not have one of the usual forms, or is a day after the 28th
  static @Nullable Instant usual(byte[] text, int from, int to) {
    if (!hasUsualForm(text, from, to - from)) return null;
    int year = number(text, from, 4);
    int month = number(text, from + 5, 2);
    int day = number(text, from + 8, 2);
    int hour = number(text, from + 11, 2);
    int minute = number(text, from + 14, 2);
    int second = number(text, from + 17, 2);
    int offset = offsetMinutes(text, from + SECONDS_LENGTH, to);
    boolean plain = month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour >= 0 && hour <= 23;
    if (!plain || year < 0 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
    if (offset == Integer.MIN_VALUE) return null;
    long days = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute - offset) * 60 + second);
  }

  private static boolean hasUsualForm(byte[] text, int from, int length) {
    return (length == SECONDS_LENGTH + 1 || length == SECONDS_LENGTH + OFFSET_LENGTH)
        && text[from + 4] == '-'
        && text[from + 7] == '-'
        && text[from + 10] == 'T'
        && text[from + 13] == ':'
        && text[from + 16] == ':';
  }

  /// @return the smallest integer if the offset does not have the usual form
  private static int offsetMinutes(byte[] text, int from, int to) {
    byte sign = text[from];
    if (to - from == 1) return sign == 'Z' ? 0 : Integer.MIN_VALUE;
    int hours = number(text, from + 1, 2);
    int minutes = number(text, from + 4, 2);
    boolean usual = (sign == '+' || sign == '-') && text[from + 3] == ':';
    if (!usual || hours < 0 || hours > 17 || minutes < 0 || minutes > 59) return Integer.MIN_VALUE;
    return (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
  }

  /// @return -1 if these are not all digits
  private static int number(byte[] text, int from, int digits) {
    int number = 0;
    for (int at = from; at < from + digits; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) return -1;
      number = number * 10 + digit;
    }
    return number;
  }

  /// RFC 3339 has years of four digits, and allows lower-case letters and a space in place of the
  /// T.
  private static Optional<Instant> parseAny(String text) {
    if (text.length() < SECONDS_LENGTH || !YEAR.matcher(text).lookingAt()) return Optional.empty();
    var strict = new StringBuilder(text.toUpperCase(Locale.ROOT));
    if (strict.charAt(10) == ' ') strict.setCharAt(10, 'T');
    try {
      return Optional.of(OffsetDateTime.parse(strict).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
