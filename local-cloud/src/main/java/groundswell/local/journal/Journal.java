package groundswell.local.journal;

import groundswell.dynamodb.storage.Storage.Durability;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/// Records by key that survive the end of the process, or nothing if the local cloud keeps no data.
/// Thread-safe.
public sealed interface Journal<V> permits Journal.Nothing, FileJournal {
  /// @return waits until the record would survive the end of the process
  Durability put(String key, V value);

  /// A removed record may reappear if the process ends soon after.
  void remove(String key);

  Optional<V> find(String key);

  /// All records, by their keys.
  SortedMap<String, V> all();

  static <V> Journal<V> nothing() {
    return new Nothing<>();
  }

  /// Keeps nothing.
  record Nothing<V>() implements Journal<V> {
    @Override
    public Durability put(String key, V value) {
      return () -> {};
    }

    @Override
    public void remove(String key) {}

    @Override
    public Optional<V> find(String key) {
      return Optional.empty();
    }

    @Override
    public SortedMap<String, V> all() {
      return Collections.emptySortedMap();
    }
  }
}
