package groundswell.dynamodb.storage;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/// Maps in one file. A change is durable once a commit that covers it is in the file; one commit
/// covers the changes of all threads that wait for it.
///
/// A change holds a gate that it shares with other changes; a commit takes the gate alone, so it
/// sees only whole changes. What a commit wrote survives a crash of the process, but not a power
/// loss: nothing is forced through to the disk.
final class FileStorage implements Storage {
  /// A commit writes every changed page: small pages, small commits.
  private static final int PAGE_BYTES = 4 * 1024;

  /// After this many commits, the pages in use are compacted, so that the file stays small.
  private static final int COMMITS_BETWEEN_COMPACTIONS = 200;

  private static final int FILL_PERCENT = 50;
  private static final int COMPACTED_BYTES = 4 * 1024 * 1024;

  /// The store's prefix for files that it reopens: interrupting a thread that reads or writes
  /// closes the channel for all threads.
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

  /// No automatic commits, neither by time nor by a full buffer: a change could be half done.
  /// Replaced pages are free as soon as nobody reads them. The store would keep them for a while,
  /// in case a disk writes out of order; but here only the process may crash.
  ///
  /// The store's recovery mode looks through the whole file for its newest state. The quick look
  /// trusts the header: if the process crashed while it wrote over the commit that the header
  /// names, the quick look found an older one, and with it lost acknowledged changes.
  static FileStorage open(Path file) {
    var store =
        new MVStore.Builder()
            .fileName(OPEN_IN_SPITE_OF_INTERRUPTS + file.toAbsolutePath())
            .recoveryMode()
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

  /// A change that failed halfway must not reach the file.
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
