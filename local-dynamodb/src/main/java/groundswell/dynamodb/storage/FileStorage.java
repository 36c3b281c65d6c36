package groundswell.dynamodb.storage;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/// Maps in one file. A change counts as made when a commit that covers it is in the file; one
/// commit covers the changes of all threads that wait for it.
///
/// A change holds a gate that is shared with other changes; a commit takes it alone, so that it
/// finds each change whole. What a commit wrote survives the end of the process, however it ends
/// (not the loss of power: nothing is forced through to the disk).
final class FileStorage implements Storage {
  /// A commit writes each page that has changed: small pages, small commits.
  private static final int PAGE_BYTES = 4 * 1024;

  /// After so many commits, pages that are still needed are gathered, so that the file stays small.
  private static final int COMMITS_BETWEEN_COMPACTIONS = 200;

  private static final int FILL_PERCENT = 50;
  private static final int COMPACTED_BYTES = 4 * 1024 * 1024;

  /// The store's name for files that it opens again: the channel of a thread that is interrupted
  /// while it reads or writes is closed for everybody.
  private static final String OPEN_IN_SPITE_OF_INTERRUPTS = "retry:";

  private final MVStore store;
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
  private final ReentrantLock committing = new ReentrantLock();
  private final AtomicLong changes = new AtomicLong();
  private int commits;
  private volatile long committed;
  private volatile @Nullable Throwable failure;

  private FileStorage(MVStore store) {
    this.store = store;
  }

  /// Neither time nor a full buffer may commit: a change could be half done. The room of what a
  /// commit has replaced is free as soon as nobody reads it: the store would keep it for a while,
  /// in case a disk writes out of order, but who ends here is a process.
  static FileStorage open(Path file) {
    var store =
        new MVStore.Builder()
            .fileName(OPEN_IN_SPITE_OF_INTERRUPTS + file.toAbsolutePath())
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .pageSplitSize(PAGE_BYTES)
            .open();
    store.setRetentionTime(0);
    store.setVersionsToKeep(0);
    return new FileStorage(store);
  }

  @Override
  public <V> OrderedMap<V> map(String name, Form<V> form) {
    return new FileMap<>(store, StoreMap.open(store, name, form));
  }

  @Override
  public void remove(String name) {
    store.removeMap(name);
  }

  @Override
  public Durability apply(Runnable change) {
    gate.readLock().lock();
    try {
      requireWhole();
      change.run();
      var number = changes.incrementAndGet();
      return () -> commitThrough(number);
    } catch (RuntimeException | Error half) {
      failure = half;
      throw half;
    } finally {
      gate.readLock().unlock();
    }
  }

  private void commitThrough(long number) {
    if (committed >= number) return;
    committing.lock();
    try {
      if (committed < number) commit();
    } finally {
      committing.unlock();
    }
  }

  private void commit() {
    gate.writeLock().lock();
    try {
      requireWhole();
      var covered = changes.get();
      store.commit();
      if (++commits % COMMITS_BETWEEN_COMPACTIONS == 0)
        store.compact(FILL_PERCENT, COMPACTED_BYTES);
      committed = covered;
    } finally {
      gate.writeLock().unlock();
    }
  }

  /// A change that stopped in its middle must not reach the file.
  private void requireWhole() {
    if (failure != null)
      throw new IllegalStateException(
          "a change of the tables stopped in its middle, so nothing more is written; start again to"
              + " go on from the last whole state",
          failure);
  }

  @Override
  public void close() {
    if (store.isClosed()) return;
    if (failure != null) {
      store.closeImmediately();
      return;
    }
    commit();
    store.close();
  }
}
