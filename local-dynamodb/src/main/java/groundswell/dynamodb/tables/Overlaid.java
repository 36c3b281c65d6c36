package groundswell.dynamodb.tables;

import groundswell.dynamodb.storage.OrderedMap.Cursor;
import groundswell.dynamodb.storage.OrderedMap.Direction;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A walk through stored rows, with some replaced, added or left out.
final class Overlaid implements Cursor<byte[]> {
  private final Cursor<byte[]> stored;
  private final Iterator<Map.Entry<byte[], byte @Nullable []>> replaced;
  private final Comparator<byte[]> order;
  private boolean storedHasRow;
  private Map.@Nullable Entry<byte[], byte @Nullable []> replacement;
  private byte @Nullable [] key;
  private byte @Nullable [] value;

  /// @param replacements a null row is left out
  Overlaid(
      Cursor<byte[]> stored,
      NavigableMap<byte[], byte @Nullable []> replacements,
      Direction direction) {
    this.stored = stored;
    this.replaced =
        switch (direction) {
          case ASCENDING -> replacements.entrySet().iterator();
          case DESCENDING -> replacements.descendingMap().entrySet().iterator();
        };
    this.order =
        switch (direction) {
          case ASCENDING -> Arrays::compareUnsigned;
          case DESCENDING -> (left, right) -> Arrays.compareUnsigned(right, left);
        };
    this.storedHasRow = stored.next();
    this.replacement = replaced.hasNext() ? replaced.next() : null;
  }

  @Override
  public boolean next() {
    while (storedHasRow || replacement != null) {
      takeFirst();
      if (value != null) return true;
    }
    return false;
  }

  private void takeFirst() {
    var next = replacement;
    var comparison =
        next == null ? 1 : storedHasRow ? order.compare(next.getKey(), stored.key()) : -1;
    if (next == null || comparison > 0) {
      take(stored.key(), stored.value());
    } else {
      take(next.getKey(), next.getValue());
      replacement = replaced.hasNext() ? replaced.next() : null;
    }
    if (comparison >= 0) storedHasRow = stored.next();
  }

  private void take(byte[] nextKey, byte @Nullable [] nextValue) {
    key = nextKey;
    value = nextValue;
  }

  @Override
  public byte[] key() {
    return Objects.requireNonNull(key);
  }

  @Override
  public byte[] value() {
    return Objects.requireNonNull(value);
  }
}
