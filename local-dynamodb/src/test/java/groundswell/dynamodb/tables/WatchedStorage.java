package groundswell.dynamodb.tables;

import groundswell.dynamodb.storage.Form;
import groundswell.dynamodb.storage.KeyRange;
import groundswell.dynamodb.storage.OrderedMap;
import groundswell.dynamodb.storage.Storage;
import org.jspecify.annotations.Nullable;

/// Storage that runs a hook before each access to a map and each change of one.
record WatchedStorage(Storage storage, Runnable beforeEach) implements Storage {
  @Override
  public <V> OrderedMap<V> map(String name, Form<V> form) {
    return new WatchedMap<>(storage.map(name, form), beforeEach);
  }

  @Override
  public void remove(String name) {
    storage.remove(name);
  }

  @Override
  public Durability apply(Runnable change) {
    return storage.apply(change);
  }

  @Override
  public void close() {
    storage.close();
  }

  private record WatchedMap<V>(OrderedMap<V> map, Runnable beforeEach) implements OrderedMap<V> {
    @Override
    public @Nullable V get(byte[] key) {
      beforeEach.run();
      return map.get(key);
    }

    @Override
    public void put(byte[] key, V value) {
      beforeEach.run();
      map.put(key, value);
    }

    @Override
    public void remove(byte[] key) {
      beforeEach.run();
      map.remove(key);
    }

    @Override
    public long size() {
      return map.size();
    }

    @Override
    public Cursor<V> walk(KeyRange range, Direction direction) {
      beforeEach.run();
      return map.walk(range, direction);
    }
  }
}
