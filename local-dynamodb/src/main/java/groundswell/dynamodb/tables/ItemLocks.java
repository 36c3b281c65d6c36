package groundswell.dynamodb.tables;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// A writer of an item holds its lock. Items share a few thousand locks by the hash of their keys.
final class ItemLocks {
  private static final int LOCKS = 4096;

  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

  ReentrantLock lock(byte[] key) {
    return locks[place(key)];
  }

  /// The locks of several items, always in the same order, so that no two callers deadlock.
  List<ReentrantLock> locks(List<byte[]> keys) {
    return keys.stream()
        .mapToInt(ItemLocks::place)
        .sorted()
        .distinct()
        .mapToObj(place -> locks[place])
        .toList();
  }

  private static int place(byte[] key) {
    var hash = Arrays.hashCode(key);
    return (hash ^ (hash >>> 16)) & (LOCKS - 1);
  }

  /// Waits until all writes in flight are done.
  @SuppressWarnings("LockNotBeforeTry") // nothing stands between the two
  void awaitWritesUnderway() {
    for (var lock : locks) {
      lock.lock();
      lock.unlock();
    }
  }
}
