package groundswell.dynamodb.storage;

import org.jspecify.annotations.Nullable;

/// A map whose keys are ordered as unsigned bytes. Thread-safe. Keys and values must not change
/// after they are passed in.
public interface OrderedMap<V> {
  @Nullable V get(byte[] key);

  void put(byte[] key, V value);

  void remove(byte[] key);

  long size();

  /// Walks over the entries. Each is as it was at some time between this call and the moment when
  /// the walk reaches it; in memory, all are current.
  Cursor<V> walk(KeyRange range, Direction direction);

  enum Direction {
    ASCENDING,
    DESCENDING
  }

  /// Starts before the first entry; [#next] moves to it.
  interface Cursor<V> {
    /// Moves on.
    ///
    /// @return false if there is no next entry
    boolean next();

    byte[] key();

    V value();
  }
}
