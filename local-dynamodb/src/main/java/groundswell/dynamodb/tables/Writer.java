package groundswell.dynamodb.tables;

import groundswell.dynamodb.storage.Storage;
import groundswell.dynamodb.storage.Storage.Durability;
import groundswell.dynamodb.values.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;

/// Writes items, alone or together.
///
/// A single row changes in one step. Several rows are announced, take effect at one moment, and
/// then reach their maps (see [Rows]). AWS calls this serializable isolation between a transaction
/// and other reads and writes of single items.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html>
final class Writer {
  /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html>
  private static final int TRANSACTION_TIMES = 2;

  private static final Durability NOTHING_WRITTEN = () -> {};

  private final Storage storage;
  private final ItemLocks locks = new ItemLocks();
  private final LongAdder heapBytes = new LongAdder();
  private final long bytesMax;

  Writer(Storage storage, long bytesMax) {
    this.storage = storage;
    this.bytesMax = bytesMax;
  }

  ItemLocks locks() {
    return locks;
  }

  /// Heap bytes of the rows and stream records of all tables.
  LongAdder heapBytes() {
    return heapBytes;
  }

  WriteOutcome write(Table table, Key key, WriteFunction function, boolean isExpiry) {
    var place = Layout.of(key);
    var lock = locks.lock(place);
    PlannedWrite write;
    Durability durability;
    lock.lock();
    try {
      write = WritePlanner.plan(table, place, function, isExpiry);
      durability = make(List.of(write));
      write.charge(1);
    } finally {
      lock.unlock();
    }
    durability.await();
    write.table().expect(write);
    return write.outcome();
  }

  TransactionOutcome transact(List<TransactionAction> actions) {
    var places = actions.stream().map(action -> Layout.of(action.key())).toList();
    var held = locks.locks(places);
    held.forEach(Lock::lock);
    Durability durability;
    List<PlannedWrite> writes;
    try {
      writes = plan(actions, places);
      if (writes.stream().anyMatch(write -> write.outcome() instanceof WriteOutcome.Refused))
        return new TransactionOutcome.Cancelled(
            writes.stream().map(PlannedWrite::outcome).toList());
      durability = make(writes);
      writes.forEach(each -> each.charge(TRANSACTION_TIMES));
    } finally {
      held.forEach(Lock::unlock);
    }
    durability.await();
    writes.forEach(write -> write.table().expect(write));
    return new TransactionOutcome.Committed(
        writes.stream().map(write -> (WriteOutcome.Applied) write.outcome()).toList());
  }

  private static List<PlannedWrite> plan(List<TransactionAction> actions, List<byte[]> places) {
    var writes = new ArrayList<PlannedWrite>(actions.size());
    for (var at = 0; at < actions.size(); at++) {
      var action = actions.get(at);
      writes.add(WritePlanner.plan(action.table(), places.get(at), action.function(), false));
    }
    return writes;
  }

  /// Reads all items at one moment, while none of them is being written.
  List<Optional<Item>> read(List<ItemAddress> addresses) {
    var places = addresses.stream().map(address -> Layout.of(address.key())).toList();
    var held = locks.locks(places);
    held.forEach(Lock::lock);
    try {
      var items = new ArrayList<Optional<Item>>(addresses.size());
      for (var at = 0; at < places.size(); at++)
        items.add(addresses.get(at).table().getLocked(places.get(at)));
      return items;
    } finally {
      held.forEach(Lock::unlock);
    }
  }

  /// The caller holds the items' locks.
  private Durability make(List<PlannedWrite> writes) {
    var changes = changes(writes);
    if (changes.isEmpty()) return NOTHING_WRITTEN;
    requireRoom(writes);
    return storage.apply(
        () -> {
          if (changes.size() == 1) changes.getFirst().make();
          else makeTogether(changes);
          for (var write : writes) {
            if (write.entry() != null) write.entry().append();
          }
        });
  }

  private static List<Rows.Change> changes(List<PlannedWrite> writes) {
    if (writes.size() == 1) return writes.getFirst().changes();
    return writes.stream().flatMap(write -> write.changes().stream()).toList();
  }

  private void requireRoom(List<PlannedWrite> writes) {
    if (bytesMax == Long.MAX_VALUE) return;
    var more = writes.stream().mapToLong(PlannedWrite::heapBytesMore).sum();
    if (more > 0 && heapBytes.sum() + more > bytesMax)
      throw new StorageFull(heapBytes.sum(), bytesMax);
  }

  static void makeTogether(List<Rows.Change> changes) {
    var moment = new Rows.Moment();
    for (var change : changes) change.announce(moment);
    try {
      moment.come();
      for (var change : changes) change.make();
    } finally {
      for (var change : changes) change.forget();
    }
  }
}
