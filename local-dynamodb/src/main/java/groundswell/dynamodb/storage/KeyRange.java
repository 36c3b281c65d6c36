package groundswell.dynamodb.storage;

import java.util.Arrays;
import java.util.Collections;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/// Keys from one, inclusive, until another, exclusive.
///
/// @param from null for the lowest
/// @param until null for no end
@SuppressWarnings("ArrayRecordComponent") // is never compared
public record KeyRange(byte @Nullable [] from, byte @Nullable [] until) {
  public static final KeyRange ALL = new KeyRange(null, null);

  /// All keys that begin with these bytes.
  public static KeyRange prefix(byte[] prefix) {
    return new KeyRange(prefix, afterPrefix(prefix));
  }

  /// The first key after all keys with this prefix; null if there is no such key.
  public static byte @Nullable [] afterPrefix(byte[] prefix) {
    for (var at = prefix.length - 1; at >= 0; at--) {
      if (prefix[at] != (byte) 0xFF) {
        var after = Arrays.copyOf(prefix, at + 1);
        after[at]++;
        return after;
      }
    }
    return null;
  }

  /// The first key after this one.
  public static byte[] after(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  public KeyRange from(byte[] later) {
    return from == null || Arrays.compareUnsigned(later, from) > 0
        ? new KeyRange(later, until)
        : this;
  }

  public KeyRange until(byte @Nullable [] earlier) {
    if (earlier == null) return this;
    return until == null || Arrays.compareUnsigned(earlier, until) < 0
        ? new KeyRange(from, earlier)
        : this;
  }

  public boolean isEmpty() {
    return from != null && until != null && Arrays.compareUnsigned(from, until) >= 0;
  }

  /// The part of a map that is in this range. The map must be ordered as unsigned bytes.
  public <V> NavigableMap<byte[], V> of(NavigableMap<byte[], V> map) {
    if (isEmpty()) return Collections.emptyNavigableMap();
    var tail = from == null ? map : map.tailMap(from, true);
    return until == null ? tail : tail.headMap(until, false);
  }

  public boolean contains(byte[] key) {
    return (from == null || Arrays.compareUnsigned(key, from) >= 0)
        && (until == null || Arrays.compareUnsigned(key, until) < 0);
  }
}
