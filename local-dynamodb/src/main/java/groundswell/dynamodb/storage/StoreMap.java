package groundswell.dynamodb.storage;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/// A map of an MVStore: a copy-on-write B-tree. Readers see one version and never wait.
record StoreMap<V>(MVMap<byte[], V> map) implements OrderedMap<V> {
  static <V> StoreMap<V> open(MVStore store, String name, Form<V> form) {
    return new StoreMap<>(
        store.openMap(
            name,
            new MVMap.Builder<byte[], V>().keyType(new Keys()).valueType(new Values<>(form))));
  }

  @Override
  public @Nullable V get(byte[] key) {
    return map.get(key);
  }

  @Override
  public void put(byte[] key, V value) {
    map.put(key, value);
  }

  @Override
  public void remove(byte[] key) {
    map.remove(key);
  }

  @Override
  public long size() {
    return map.sizeAsLong();
  }

  @Override
  public Cursor<V> walk(KeyRange range, Direction direction) {
    return switch (direction) {
      case ASCENDING -> new Walk<>(map.cursor(range.from(), range.until(), false), range);
      case DESCENDING -> new Walk<>(map.cursor(range.until(), range.from(), true), range);
    };
  }

  private static final class Walk<V> implements Cursor<V> {
    private final org.h2.mvstore.Cursor<byte[], V> cursor;
    private final KeyRange range;

    private Walk(org.h2.mvstore.Cursor<byte[], V> cursor, KeyRange range) {
      this.cursor = cursor;
      this.range = range;
    }

    @Override
    public boolean next() {
      while (cursor.hasNext()) {
        if (range.contains(cursor.next())) return true;
      }
      return false;
    }

    @Override
    public byte[] key() {
      return cursor.getKey();
    }

    @Override
    public V value() {
      return cursor.getValue();
    }
  }

  private static final class Keys extends BasicDataType<byte[]> {
    @Override
    public int compare(byte[] left, byte[] right) {
      return Arrays.compareUnsigned(left, right);
    }

    /// Like the store's own, but with a comparison that the JIT can inline.
    @Override
    public int binarySearch(byte[] key, Object keys, int size, int guess) {
      var sorted = (byte[][]) keys;
      var low = 0;
      var high = size - 1;
      while (low <= high) {
        var middle = (low + high) >>> 1;
        var comparison = Arrays.compareUnsigned(key, sorted[middle]);
        if (comparison == 0) return middle;
        if (comparison > 0) low = middle + 1;
        else high = middle - 1;
      }
      return ~low;
    }

    @Override
    public int getMemory(byte[] key) {
      return Form.BYTES.bytes(key);
    }

    @Override
    public void write(WriteBuffer buffer, byte[] key) {
      buffer.putVarInt(key.length).put(key);
    }

    @Override
    public byte[] read(ByteBuffer buffer) {
      return bytes(buffer);
    }

    @Override
    public byte[][] createStorage(int size) {
      return new byte[size][];
    }
  }

  private static final class Values<V> extends BasicDataType<V> {
    private final Form<V> form;

    private Values(Form<V> form) {
      this.form = form;
    }

    @Override
    public int getMemory(V value) {
      return form.bytes(value);
    }

    @Override
    public void write(WriteBuffer buffer, V value) {
      var bytes = form.encode(value);
      buffer.putVarInt(bytes.length).put(bytes);
    }

    @Override
    public V read(ByteBuffer buffer) {
      return form.decode(bytes(buffer));
    }

    @Override
    @SuppressWarnings("unchecked") // the store's own arrays: it never hands them out
    public V[] createStorage(int size) {
      return (V[]) new Object[size];
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[DataUtils.readVarInt(buffer)];
    buffer.get(bytes);
    return bytes;
  }
}
