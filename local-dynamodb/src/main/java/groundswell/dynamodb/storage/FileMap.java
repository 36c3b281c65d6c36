package groundswell.dynamodb.storage;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/// A map in a file. While a reader is active, the store can't reuse the space of pages that the
/// reader may still need. So a walk reads a few entries at a time, and releases its hold between
/// them.
record FileMap<V>(MVStore store, StoreMap<V> map) implements OrderedMap<V> {
  private static final int ENTRIES_AT_ONCE = 128;

  @Override
  public @Nullable V get(byte[] key) {
    return reading(() -> map.get(key));
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
    return map.size();
  }

  @Override
  public Cursor<V> walk(KeyRange range, Direction direction) {
    return new Walk<>(this, range, direction);
  }

  private <R extends @Nullable Object> R reading(Supplier<R> read) {
    var usage = store.registerVersionUsage();
    try {
      return read.get();
    } finally {
      store.deregisterVersionUsage(usage);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // is never compared
  private record Entry<V>(byte[] key, V value) {}

  private static final class Walk<V> implements Cursor<V> {
    private final FileMap<V> map;
    private final Direction direction;
    private KeyRange rest;
    private ArrayDeque<Entry<V>> entries;
    private @Nullable Entry<V> current;

    private Walk(FileMap<V> map, KeyRange range, Direction direction) {
      this.map = map;
      this.rest = range;
      this.direction = direction;
      this.entries = read();
    }

    private ArrayDeque<Entry<V>> read() {
      return map.reading(
          () -> {
            var read = new ArrayDeque<Entry<V>>();
            if (rest.isEmpty()) return read;
            var stored = map.map().walk(rest, direction);
            while (read.size() < ENTRIES_AT_ONCE && stored.next())
              read.add(new Entry<>(stored.key(), stored.value()));
            return read;
          });
    }

    @Override
    public boolean next() {
      if (entries.isEmpty() && current != null) {
        rest =
            switch (direction) {
              case ASCENDING -> rest.from(KeyRange.after(current.key()));
              case DESCENDING -> rest.until(current.key());
            };
        entries = read();
      }
      current = entries.poll();
      return current != null;
    }

    @Override
    public byte[] key() {
      return Objects.requireNonNull(current).key();
    }

    @Override
    public V value() {
      return Objects.requireNonNull(current).value();
    }
  }
}
