package groundswell.dynamodb.tables;

import groundswell.dynamodb.storage.KeyRange;
import groundswell.dynamodb.storage.OrderedMap.Direction;
import groundswell.dynamodb.storage.Storage;
import groundswell.dynamodb.values.ItemCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Fills new rows from a table's existing items, some at a time, while writes go on. Writes keep
/// the new rows up to date from the beginning, so each item is copied in its current state, under
/// its lock.
final class Backfill {
  private static final int ITEMS_AT_ONCE = 1_000;

  private final Storage storage;
  private final ItemLocks locks;
  private final Background background;
  private final Table table;
  private final DerivedRows derived;
  private final Runnable whenDone;

  Backfill(
      Storage storage,
      ItemLocks locks,
      Background background,
      Table table,
      DerivedRows derived,
      Runnable whenDone) {
    this.storage = storage;
    this.locks = locks;
    this.background = background;
    this.table = table;
    this.derived = derived;
    this.whenDone = whenDone;
  }

  /// Starts. The table's state must already include the new rows.
  void start() {
    locks.awaitWritesUnderway();
    continueFrom(KeyRange.ALL);
  }

  private void continueFrom(KeyRange rest) {
    background.after(Duration.ZERO, () -> step(rest));
  }

  private void step(KeyRange rest) {
    if (!isWanted()) return;
    var keys = next(rest);
    keys.forEach(this::fill);
    if (keys.size() < ITEMS_AT_ONCE) whenDone.run();
    else continueFrom(rest.from(KeyRange.after(keys.getLast())));
  }

  private boolean isWanted() {
    return !table.state().isDropped() && table.state().derived().contains(derived);
  }

  private List<byte[]> next(KeyRange rest) {
    var keys = new ArrayList<byte[]>();
    var items = table.items().walk(rest, Direction.ASCENDING);
    while (keys.size() < ITEMS_AT_ONCE && items.next()) keys.add(items.key());
    return keys;
  }

  private void fill(byte[] key) {
    var lock = locks.lock(key);
    lock.lock();
    try {
      if (!isWanted()) return;
      var stored = table.items().get(key);
      var entry = stored == null ? null : derived.entry(key, ItemCodec.decode(stored), stored);
      if (entry == null) return;
      var present = derived.rows().get(entry.key());
      if (Arrays.equals(present, entry.row())) return;
      var before =
          present == null ? null : new DerivedRows.Entry(entry.key(), present, entry.bytes());
      var _ = storage.apply(derived.change(entry.key(), before, entry)::make);
    } finally {
      lock.unlock();
    }
  }
}
