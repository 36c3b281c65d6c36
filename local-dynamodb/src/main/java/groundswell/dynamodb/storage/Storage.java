package groundswell.dynamodb.storage;

import java.nio.file.Path;
import java.util.Optional;

/// Named, ordered maps that change together.
public interface Storage extends AutoCloseable {
  /// Opens the map, or makes it.
  <V> OrderedMap<V> map(String name, Form<V> form);

  /// Part of a change: to be called within [#apply].
  void remove(String name);

  /// Runs a change of several maps. A crash leaves all of it, or nothing.
  ///
  /// @return to wait for, until the change would survive the end of the process
  Durability apply(Runnable change);

  @Override
  void close();

  /// @param file where the maps live; empty keeps them in memory
  static Storage open(Optional<Path> file) {
    return file.<Storage>map(FileStorage::open).orElseGet(MemoryStorage::new);
  }

  @FunctionalInterface
  interface Durability {
    void await();
  }
}
