package groundswell.domain.uploads;

/// The spaces at the ends of a field, of any kind that Unicode has, and tabs: nobody sees them, and
/// spreadsheets and browsers write them. Found in the bytes, since most fields never become text.
final class Spaces {
  private static final int LENGTH_MAX = 3;

  private Spaces() {}

  /// @return where the first byte is that belongs to no space, at most `to`
  static int after(byte[] bytes, int from, int to) {
    int at = from;
    for (int length = lengthAt(bytes, at, to); length > 0; length = lengthAt(bytes, at, to))
      at += length;
    return at;
  }

  /// @return where the spaces begin that the bytes end with, at least `from`
  static int before(byte[] bytes, int from, int to) {
    int at = to;
    for (int length = lengthBefore(bytes, from, at);
        length > 0;
        length = lengthBefore(bytes, from, at)) at -= length;
    return at;
  }

  private static int lengthBefore(byte[] bytes, int from, int to) {
    if (to > from && bytes[to - 1] > ' ') return 0;
    for (int length = 1; length <= LENGTH_MAX && to - length >= from; length++)
      if (lengthAt(bytes, to - length, to) == length) return length;
    return 0;
  }

  /// How many bytes in UTF-8 the space takes that begins at a place; 0 if there is none.
  private static int lengthAt(byte[] bytes, int at, int to) {
    if (at >= to || bytes[at] > ' ') return 0;
    if (bytes[at] == ' ' || bytes[at] == '\t') return 1;
    int left = to - at;
    int first = bytes[at] & 0xFF;
    if (first == 0xC2) return left >= 2 && (bytes[at + 1] & 0xFF) == 0xA0 ? 2 : 0;
    if (left < LENGTH_MAX) return 0;
    int rest = (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF);
    boolean space =
        switch (first) {
          case 0xE1 -> rest == 0x9A80;
          case 0xE2 -> (rest >= 0x8080 && rest <= 0x808A) || rest == 0x80AF || rest == 0x819F;
          case 0xE3 -> rest == 0x8080;
          default -> false;
        };
    return space ? LENGTH_MAX : 0;
  }
}
