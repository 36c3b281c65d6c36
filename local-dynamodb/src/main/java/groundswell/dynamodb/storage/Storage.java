package groundswell.dynamodb.storage;

import java.nio.file.Path;
import java.util.Optional;

/// Named, ordered maps that change together.
public interface Storage extends AutoCloseable {
  /// Opens the map, or creates it.
  <V> OrderedMap<V> map(String name, Form<V> form);

  /// Part of a change: call it within [#apply].
  void remove(String name);

  /// Applies a change to several maps, atomically even if the process crashes.
  ///
  /// @return to wait until the change would survive a crash of the process
  Durability apply(Runnable change);

  @Override
  void close();

  /// @param file where the maps are stored; empty keeps them in memory
  static Storage open(Optional<Path> file) {
    return file.<Storage>map(FileStorage::open).orElseGet(MemoryStorage::new);
  }

  @FunctionalInterface
  interface Durability {
    void await();
  }
}
