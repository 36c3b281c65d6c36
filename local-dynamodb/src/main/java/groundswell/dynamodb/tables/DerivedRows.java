package groundswell.dynamodb.tables;

import groundswell.dynamodb.values.Item;
import org.jspecify.annotations.Nullable;

/// Rows derived from a table's items, and updated with them.
sealed interface DerivedRows permits Index, Expiries {
  Rows rows();

  /// @param key the item's key in its table
  /// @param stored the item's bytes there, to share if an entry holds the same
  /// @return null if these rows hold nothing of the item
  @Nullable Entry entry(byte[] key, Item item, byte[] stored);

  /// Whether the backfill has covered all items of the table.
  boolean isBuilt();

  /// Whether entries share the items' byte arrays, and so take no room of their own.
  boolean sharesRows();

  /// The change of one row.
  default Rows.Change change(byte[] rowKey, @Nullable Entry before, @Nullable Entry after) {
    var beforeRow = before == null ? null : before.row();
    var afterRow = after == null ? null : after.row();
    var rowBytesMore =
        (afterRow == null ? 0 : afterRow.length) - (beforeRow == null ? 0 : beforeRow.length);
    var bytesMore = (after == null ? 0 : after.bytes()) - (before == null ? 0 : before.bytes());
    return rows().change(rowKey, beforeRow, afterRow, bytesMore, sharesRows() ? 0 : rowBytesMore);
  }

  /// @param bytes the size that counts for capacity
  @SuppressWarnings("ArrayRecordComponent") // is never compared
  record Entry(byte[] key, byte[] row, int bytes) {}
}
