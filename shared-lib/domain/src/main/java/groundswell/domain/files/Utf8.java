package groundswell.domain.files;

/// Tells well-formed UTF-8 (Unicode 16, table 3-7) from other bytes.
final class Utf8 {
  /// The sequence may be well-formed, but its end is missing.
  static final int CUT = -1;

  private static final int LENGTH_MAX = 4;

  private Utf8() {}

  static boolean isValid(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int length = bytes[at] >= 0 ? 1 : sequence(bytes, at, to);
      if (length <= 0) return false;
      at += length;
    }
    return true;
  }

  /// The length of the sequence at an index; 0 if none begins there, or [#CUT].
  static int sequence(byte[] bytes, int at, int to) {
    int first = bytes[at] & 0xff;
    if (first < 0x80) return 1;
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    for (int i = 1; i < length; i++) {
      if (at + i == to) return CUT;
      int next = bytes[at + i] & 0xff;
      int lowest = i > 1 ? 0x80 : first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
      int highest = i > 1 ? 0xbf : first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
      if (next < lowest || next > highest) return 0;
    }
    return length;
  }

  /// Counts what speaks for UTF-8 and what speaks against it.
  static final class Census {
    private final byte[] carried = new byte[LENGTH_MAX];
    private int carriedLength;
    private long characters;
    private long strays;

    void add(byte[] bytes, int count) {
      int at = 0;
      while (carriedLength > 0 && at < count) {
        carried[carriedLength++] = bytes[at++];
        int length = sequence(carried, 0, carriedLength);
        if (length == CUT) continue;
        if (length == 0) {
          strays++;
          at -= carriedLength - 1;
        } else characters++;
        carriedLength = 0;
        if (at < 0) at = 0;
      }
      while (at < count) {
        int length = sequence(bytes, at, count);
        if (length == CUT) {
          carriedLength = count - at;
          System.arraycopy(bytes, at, carried, 0, carriedLength);
          return;
        }
        if (length == 0) strays++;
        if (length > 1) characters++;
        at += Math.max(1, length);
      }
    }

    /// Characters beyond ASCII.
    long characters() {
      return characters;
    }

    /// Bytes that belong to no character.
    long strays() {
      return strays + (carriedLength > 0 ? 1 : 0);
    }
  }
}
