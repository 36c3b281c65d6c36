package groundswell.dynamodb.tables;

import groundswell.dynamodb.tables.DerivedRows.Entry;
import groundswell.dynamodb.tables.PlannedWrite.Charge;
import groundswell.dynamodb.tables.PlannedWrite.StreamEntry;
import groundswell.dynamodb.tables.WriteFunction.Decision;
import groundswell.dynamodb.tables.WriteOutcome.Applied;
import groundswell.dynamodb.tables.WriteOutcome.IndexUnits;
import groundswell.dynamodb.tables.WriteOutcome.Refused;
import groundswell.dynamodb.throughput.CapacityUnits;
import groundswell.dynamodb.throughput.Throttled;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.ItemCodec;
import groundswell.dynamodb.values.Sizes;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Works out what a write changes: the item, its entries in indexes, its stream record. Runs under
/// the item's lock.
final class WritePlanner {
  private final Table table;
  private final TableState state;
  private final byte[] key;
  private final boolean isExpiry;
  private final List<Rows.Change> changes = new ArrayList<>(4);
  private final List<Charge> charges = new ArrayList<>(2);
  private final List<IndexUnits> indexUnits = new ArrayList<>(2);

  private WritePlanner(Table table, TableState state, byte[] key, boolean isExpiry) {
    this.table = table;
    this.state = state;
    this.key = key;
    this.isExpiry = isExpiry;
  }

  /// @throws TableGone if the table was deleted
  /// @throws Throttled if the table, or an index that would change, can't take a write now
  static PlannedWrite plan(Table table, byte[] key, WriteFunction function, boolean isExpiry) {
    var state = table.state();
    if (state.isDropped()) throw new TableGone(state.definition().name());
    table.throughput().ifPresent(throughput -> throughput.admitWrite(Layout.hash(key)));
    var stored = table.items().get(key);
    var before = Optional.ofNullable(stored).map(ItemCodec::decode);
    var planner = new WritePlanner(table, state, key, isExpiry);
    return switch (function.decide(before)) {
      case Decision.Put(var item) -> planner.change(stored, before, Optional.of(item));
      case Decision.Delete() -> planner.change(stored, before, Optional.empty());
      case Decision.Keep() -> planner.change(stored, before, before);
      case Decision.Refuse(var code, var message) ->
          planner.ofNothing(
              new Refused(before, code, message, units(before, before)), units(before, before));
    };
  }

  private static int units(Optional<Item> before, Optional<Item> after) {
    return CapacityUnits.write(bytes(before), bytes(after));
  }

  private static int bytes(Optional<Item> item) {
    return item.map(Sizes::bytes).orElse(0);
  }

  private PlannedWrite change(
      byte @Nullable [] stored, Optional<Item> before, Optional<Item> after) {
    if (before.equals(after))
      return ofNothing(
          new Applied(before, after, units(before, after), List.of()), units(before, after));

    var next = after.map(ItemCodec::encode).orElse(null);
    var bytesBefore = bytes(before);
    var bytesAfter = bytes(after);
    changes.add(
        table
            .items()
            .change(key, stored, next, bytesAfter - bytesBefore, length(next) - length(stored)));
    for (var index : state.indexes())
      changeIndex(index, present(index, before, stored), entry(index, after, next));
    state
        .expiries()
        .ifPresent(
            expiries ->
                change(expiries, present(expiries, before, stored), entry(expiries, after, next)));
    var units = CapacityUnits.write(bytesBefore, bytesAfter);
    chargeTable(units);
    return new PlannedWrite(
        table,
        new Applied(before, after, units, List.copyOf(indexUnits)),
        changes,
        streamEntry(stored, next, before.or(() -> after)),
        charges);
  }

  private PlannedWrite ofNothing(WriteOutcome outcome, int units) {
    chargeTable(units);
    return new PlannedWrite(table, outcome, List.of(), null, charges);
  }

  private void chargeTable(int units) {
    table
        .throughput()
        .ifPresent(throughput -> charges.add(new Charge(throughput, Layout.hash(key), units)));
  }

  /// A throttled index also throttles writes to its table:
  /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html>.
  private void chargeIndex(Index index, Entry entry, int units) {
    var throughput = index.throughput().orElse(null);
    if (throughput == null) {
      chargeTable(units);
      return;
    }
    throughput.admitWrite(Layout.hash(entry.key()));
    charges.add(new Charge(throughput, Layout.hash(entry.key()), units));
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  /// The item's current entry. During a backfill it may not exist yet.
  private @Nullable Entry present(
      DerivedRows derived, Optional<Item> item, byte @Nullable [] stored) {
    var entry = entry(derived, item, stored);
    return entry == null || derived.isBuilt() || derived.rows().get(entry.key()) != null
        ? entry
        : null;
  }

  private @Nullable Entry entry(
      DerivedRows derived, Optional<Item> item, byte @Nullable [] stored) {
    return item.map(present -> derived.entry(key, present, Objects.requireNonNull(stored)))
        .orElse(null);
  }

  /// An entry that moves costs two writes:
  /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html>.
  private void changeIndex(Index index, @Nullable Entry before, @Nullable Entry after) {
    if (!change(index, before, after)) return;
    var units =
        before != null && after != null && !Arrays.equals(before.key(), after.key())
            ? CapacityUnits.write(before.bytes(), 0) + CapacityUnits.write(0, after.bytes())
            : CapacityUnits.write(bytes(before), bytes(after));
    indexUnits.add(new IndexUnits(index.definition().name(), units));
    chargeIndex(index, Objects.requireNonNull(after != null ? after : before), units);
  }

  private static int bytes(@Nullable Entry entry) {
    return entry == null ? 0 : entry.bytes();
  }

  /// @return whether anything changed
  private boolean change(DerivedRows derived, @Nullable Entry before, @Nullable Entry after) {
    if (before == null && after == null) return false;
    if (before != null && after != null && Arrays.equals(before.key(), after.key())) {
      if (Arrays.equals(before.row(), after.row())) return false;
      changes.add(derived.change(after.key(), before, after));
      return true;
    }
    if (before != null) changes.add(derived.change(before.key(), before, null));
    if (after != null) changes.add(derived.change(after.key(), null, after));
    return true;
  }

  private @Nullable StreamEntry streamEntry(
      byte @Nullable [] stored, byte @Nullable [] next, Optional<Item> either) {
    var stream = state.stream().orElse(null);
    if (stream == null) return null;
    return new StreamEntry(
        stream, Layout.hash(key), stored, next, keys(either.orElseThrow()), isExpiry);
  }

  private Item keys(Item item) {
    var keys = new LinkedHashMap<String, Value>();
    var schema = state.definition().key();
    keys.put(
        schema.partitionKey().name(),
        Objects.requireNonNull(item.get(schema.partitionKey().name())));
    schema
        .sortKey()
        .ifPresent(sort -> keys.put(sort.name(), Objects.requireNonNull(item.get(sort.name()))));
    return new Item(keys);
  }
}
