package groundswell.domain.files;

/// Reads decimals from bytes, so that most values of a file never become text. It gives the same
/// numbers as [Notation#plain], and leaves unusual forms to it.
final class Decimals {
  /// Not a number, or one in an unusual form, which is left to the slow way.
  static final long UNREAD = Long.MIN_VALUE;

  private static final int DIGITS_MAX = 12;
  private static final int PLACES = 3;

  private Decimals() {}

  /// @return the thousandths, or [#UNREAD]
  static long thousandths(byte[] bytes, int from, int to, Notation notation) {
    int at = from < to && bytes[from] == '-' ? from + 1 : from;
    int first = at;
    long number = 0;
    while (at < to && isDigit(bytes[at])) number = number * 10 + (bytes[at++] - '0');
    int digits = at - first;
    if (digits == 0 || digits > DIGITS_MAX) return UNREAD;
    int places = 0;
    if (at < to && bytes[at] == notation.decimal()) {
      int point = at++;
      while (at < to && isDigit(bytes[at]) && at - point <= PLACES) {
        number = number * 10 + (bytes[at++] - '0');
      }
      places = at - point - 1;
      if (places == 0) return UNREAD;
    }
    if (at < to) return UNREAD;
    for (; places < PLACES; places++) number *= 10;
    return bytes[from] == '-' ? -number : number;
  }

  /// Whether the bytes are digits only, so that they say nothing about the notation.
  static boolean isDigits(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) if (!isDigit(bytes[at])) return false;
    return from < to;
  }

  /// Whether the bytes are a number in our own notation: digits, perhaps with a minus before them
  /// and a point between them.
  static boolean isPlain(byte[] bytes, int from, int to) {
    int start = from < to && bytes[from] == '-' ? from + 1 : from;
    int point = start;
    while (point < to && bytes[point] != '.') point++;
    return isDigits(bytes, start, point) && (point == to || isDigits(bytes, point + 1, to));
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
