package groundswell.domain.files;

/// Finds the spaces and tabs at the ends of a field. A space is any that Unicode has: people do not
/// see them, and spreadsheets and browsers write them. They are found in the bytes, since most
/// fields never become text.
final class Spaces {
  private static final int LENGTH_MAX = 3;

  private Spaces() {}

  /// @return the index of the first byte that is not part of a space, at most `to`
  static int after(byte[] bytes, int from, int to) {
    int at = from;
    for (int length = lengthAt(bytes, at, to); length > 0; length = lengthAt(bytes, at, to))
      at += length;
    return at;
  }

  /// @return the index at which the trailing spaces begin, at least `from`
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

  /// The length in UTF-8 of the space that begins at an index; 0 if no space begins there.
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
