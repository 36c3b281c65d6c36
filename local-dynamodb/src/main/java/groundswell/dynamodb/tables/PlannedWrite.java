package groundswell.dynamodb.tables;

import groundswell.dynamodb.streams.ChangeStream;
import groundswell.dynamodb.throughput.Throughput;
import groundswell.dynamodb.values.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The changes of one write, before they are made.
///
/// @param changes empty if the item stays as it is; otherwise the table's own row first, then the
///     derived ones
/// @param entry the table's stream record; null if there is none
/// @param charges what it costs the throughput of the table and its indexes, if that is limited
record PlannedWrite(
    Table table,
    WriteOutcome outcome,
    List<Rows.Change> changes,
    @Nullable StreamEntry entry,
    List<Charge> charges) {

  record Charge(Throughput throughput, int hash, int units) {}

  /// @param times 2 in a transaction, which writes twice
  void charge(int times) {
    for (var charge : charges)
      charge.throughput().chargeWrite(charge.hash(), (double) times * charge.units());
  }

  @SuppressWarnings("ArrayRecordComponent") // is never compared
  record StreamEntry(
      ChangeStream stream,
      int hash,
      byte @Nullable [] before,
      byte @Nullable [] after,
      Item keys,
      boolean isExpiry) {
    void append() {
      stream.append(hash, before, after, keys, isExpiry);
    }
  }

  long heapBytesMore() {
    var more = 0L;
    for (var change : changes) more += change.heapBytesMore();
    return more;
  }
}
