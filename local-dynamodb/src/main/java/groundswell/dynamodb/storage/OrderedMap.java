package groundswell.dynamodb.storage;

import org.jspecify.annotations.Nullable;

/// A map whose keys are ordered as unsigned bytes. Any thread may use it at any time; keys and
/// values are not changed after they are handed in.
public interface OrderedMap<V> {
  @Nullable V get(byte[] key);

  void put(byte[] key, V value);

  void remove(byte[] key);

  long size();

  /// Walks over the entries. Each is as it was at some time between this call and the moment in
  /// which it is met; in memory, all are as they are now.
  Cursor<V> walk(KeyRange range, Direction direction);

  enum Direction {
    ASCENDING,
    DESCENDING
  }

  /// Stands before the first entry, until [#next] is called.
  interface Cursor<V> {
    /// Moves on.
    ///
    /// @return false if there is no further entry
    boolean next();

    byte[] key();

    V value();
  }
}
