package groundswell.dynamodb.values;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Returns the same string for the same UTF-8 bytes, until another text takes its slot. Items
/// repeat their attribute names; reading a cached name creates no string. Bounded: one text per
/// slot.
final class TextCache {
  private static final int PLACES = 4_096;
  private static final int TEXT_BYTES_MAX = 64;

  private final AtomicReferenceArray<Entry> places = new AtomicReferenceArray<>(PLACES);

  private static final class Entry {
    private final byte[] bytes;
    private final String text;

    Entry(byte[] bytes, String text) {
      this.bytes = bytes;
      this.text = text;
    }

    boolean holds(byte[] source, int start, int length) {
      return Arrays.equals(bytes, 0, bytes.length, source, start, start + length);
    }
  }

  String text(byte[] source, int start, int length) {
    if (length > TEXT_BYTES_MAX) return new String(source, start, length, StandardCharsets.UTF_8);
    var place = place(source, start, length);
    var entry = places.get(place);
    if (entry != null && entry.holds(source, start, length)) return entry.text;
    var text = new String(source, start, length, StandardCharsets.UTF_8);
    places.set(place, new Entry(Arrays.copyOfRange(source, start, start + length), text));
    return text;
  }

  private static int place(byte[] source, int start, int length) {
    var hash = 1;
    for (var at = start; at < start + length; at++) hash = 31 * hash + source[at];
    return (hash ^ hash >>> 16) & (PLACES - 1);
  }
}
