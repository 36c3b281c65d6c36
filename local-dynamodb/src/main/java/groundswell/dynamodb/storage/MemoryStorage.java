package groundswell.dynamodb.storage;

import org.h2.mvstore.MVStore;

/// Maps in the heap. A change lasts as long as the process.
final class MemoryStorage implements Storage {
  private static final Durability NOTHING_TO_WAIT_FOR = () -> {};

  private final MVStore store = new MVStore.Builder().autoCommitDisabled().open();

  @Override
  public <V> OrderedMap<V> map(String name, Form<V> form) {
    return StoreMap.open(store, name, form);
  }

  @Override
  public void remove(String name) {
    store.removeMap(name);
  }

  @Override
  public Durability apply(Runnable change) {
    change.run();
    return NOTHING_TO_WAIT_FOR;
  }

  @Override
  public void close() {
    store.closeImmediately();
  }
}
