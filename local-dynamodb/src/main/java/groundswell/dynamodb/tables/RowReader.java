package groundswell.dynamodb.tables;

import groundswell.dynamodb.schema.TableDefinition.IndexDefinition.Scope;
import groundswell.dynamodb.storage.KeyRange;
import groundswell.dynamodb.storage.OrderedMap.Cursor;
import groundswell.dynamodb.storage.OrderedMap.Direction;
import groundswell.dynamodb.throughput.CapacityUnits;
import groundswell.dynamodb.throughput.CapacityUnits.ReadConsistency;
import groundswell.dynamodb.throughput.Throughput;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.ItemCodec;
import groundswell.dynamodb.values.Sizes;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/// Finds the rows of a query or scan, and reads each one only when it is taken.
final class RowReader implements Iterator<Row> {
  private final Cursor<byte[]> rows;
  private final Place place;
  private boolean hasNext;

  private RowReader(Cursor<byte[]> rows, Place place) {
    this.rows = rows;
    this.place = place;
    this.hasNext = rows.next();
  }

  static Iterator<Row> query(Table table, Query query) {
    var place = Place.of(table, query.index(), query.isConsistent());
    var range = place.layout().range(query.beginning(), query.sort());
    return query.isAscending()
        ? place.walk(place.after(range, query.after()), Direction.ASCENDING)
        : place.walk(place.before(range, query.after()), Direction.DESCENDING);
  }

  static Iterator<Row> scan(Table table, Scan scan) {
    var place = Place.of(table, scan.index(), scan.isConsistent());
    return place.walk(
        place.after(Layout.segment(scan.segment(), scan.segments()), scan.after()),
        Direction.ASCENDING);
  }

  /// Whether a scan's start key lies in the scan's own segment.
  static boolean startsWithin(Table table, Scan scan) {
    if (scan.after().isEmpty() || scan.segments() == 1) return true;
    var place = Place.of(table, scan.index(), scan.isConsistent());
    return Layout.segment(scan.segment(), scan.segments())
        .contains(place.place(scan.after().get()));
  }

  @Override
  public boolean hasNext() {
    return hasNext;
  }

  @Override
  public Row next() {
    if (!hasNext) throw new NoSuchElementException();
    var item = ItemCodec.decode(rows.value());
    var bytes = Sizes.bytes(item);
    place.charge(rows.key(), bytes);
    hasNext = rows.next();
    return new Row(item, bytes);
  }

  /// Where to read: the table's own rows, or an index's.
  private record Place(
      Rows rows,
      Layout layout,
      Replicas replicas,
      boolean isUpToDate,
      Optional<Throughput> throughput,
      ReadConsistency consistency) {
    static Place of(Table table, Optional<String> name, boolean isConsistent) {
      var replicas = table.replicas();
      var consistency = isConsistent ? ReadConsistency.STRONG : ReadConsistency.EVENTUAL;
      if (name.isEmpty())
        return new Place(
            table.items(),
            Layout.ofTable(table.definition().key()),
            replicas,
            isConsistent || !replicas.lag(),
            table.throughput(),
            consistency);
      var index = table.index(name.get()).orElseThrow(() -> new TableGone(name.get()));
      var isUpToDate =
          switch (index.definition().scope()) {
            case Scope.GLOBAL -> !replicas.lag();
            case Scope.LOCAL -> isConsistent || !replicas.lag();
          };
      var throughput =
          switch (index.definition().scope()) {
            case Scope.GLOBAL -> index.throughput();
            case Scope.LOCAL -> table.throughput();
          };
      return new Place(index.rows(), index.layout(), replicas, isUpToDate, throughput, consistency);
    }

    Iterator<Row> walk(KeyRange range, Direction direction) {
      if (range.isEmpty()) return Collections.emptyIterator();
      throughput.ifPresent(
          limited -> limited.admitRead(range.from() == null ? 0 : Layout.hash(range.from())));
      return new RowReader(
          isUpToDate ? rows.walk(range, direction) : rows.walk(range, direction, replicas.time()),
          this);
    }

    /// Charges the exact size; only the capacity reported for the page is rounded to whole units.
    void charge(byte[] key, int bytes) {
      throughput.ifPresent(
          limited ->
              limited.chargeRead(
                  Layout.hash(key),
                  consistency.unitsPerBlock() * bytes / CapacityUnits.READ_UNIT_BYTES));
    }

    KeyRange after(KeyRange range, Optional<Item> last) {
      return last.map(keys -> range.from(KeyRange.after(place(keys)))).orElse(range);
    }

    KeyRange before(KeyRange range, Optional<Item> last) {
      return last.map(keys -> range.until(place(keys))).orElse(range);
    }

    private byte[] place(Item keys) {
      return Objects.requireNonNull(
          layout.of(keys), "a start key without all keys of the table and the index");
    }
  }
}
