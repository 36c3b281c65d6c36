package groundswell.dynamodb.tables;

import groundswell.dynamodb.storage.KeyRange;
import groundswell.dynamodb.storage.OrderedMap.Direction;
import groundswell.dynamodb.values.ItemCodec;
import groundswell.dynamodb.values.Sizes;

/// Counts the sizes of a table in a file. They change with every write, so they are not stored.
final class Recount {
  private Recount() {}

  static void of(Table table) {
    count(table.items(), false);
    for (var index : table.indexes()) count(index.rows(), index.sharesRows());
    table.state().expiries().ifPresent(expiries -> count(expiries.rows(), expiries.sharesRows()));
  }

  private static void count(Rows rows, boolean areShared) {
    for (var row = rows.walk(KeyRange.ALL, Direction.ASCENDING); row.next(); ) {
      var stored = row.value();
      var bytes = stored.length == 0 ? 0 : Sizes.bytes(ItemCodec.decode(stored));
      var change = rows.change(row.key(), null, stored, bytes, areShared ? 0 : stored.length);
      rows.count(change.bytesMore(), change.heapBytesMore());
    }
  }
}
