package groundswell.dynamodb.operations;

import groundswell.dynamodb.expressions.Condition;
import groundswell.dynamodb.expressions.Projection;
import groundswell.dynamodb.schema.TableDefinition;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition;
import groundswell.dynamodb.tables.Key;
import groundswell.dynamodb.tables.Row;
import groundswell.dynamodb.tables.Table;
import groundswell.dynamodb.throughput.CapacityUnits;
import groundswell.dynamodb.throughput.CapacityUnits.ReadConsistency;
import groundswell.dynamodb.values.AttributeValues;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Sizes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/// Reads one page of a query or scan: until the limit, until 1 MB, or to the end.
///
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html>
final class PageReader {
  static final long PAGE_BYTES_MAX = 1024 * 1024;

  private final Table table;
  private final @Nullable IndexDefinition index;
  private final Selection selection;
  private final Optional<Condition> filter;
  private final Optional<Projection> projection;
  private final ReadConsistency consistency;
  private final boolean fetches;

  private final List<Map<String, AttributeValue>> items = new ArrayList<>();
  private int count;
  private int scannedCount;
  private long bytes;
  private double fetchUnits;
  private @Nullable Item last;

  /// @param index null if the request reads the table itself
  PageReader(
      Table table,
      @Nullable IndexDefinition index,
      Selection selection,
      Optional<Condition> filter,
      Optional<Projection> projection,
      boolean isConsistent) {
    this.table = table;
    this.index = index;
    this.selection = selection;
    this.filter = filter;
    this.projection = projection;
    this.consistency = isConsistent ? ReadConsistency.STRONG : ReadConsistency.EVENTUAL;
    this.fetches = index != null && needsMoreThan(index);
  }

  private boolean needsMoreThan(IndexDefinition read) {
    if (read.projection() instanceof TableDefinition.Projection.All) return false;
    if (selection == Selection.ALL_OF_TABLE) return true;
    return projection.isPresent()
        && !held(read, table.definition()).containsAll(projection.get().references().attributes());
  }

  /// The attributes that an index holds, unless it holds all.
  static Set<String> held(IndexDefinition index, TableDefinition table) {
    var held = new HashSet<>(Keys.names(table.key()));
    held.addAll(Keys.names(index.key()));
    if (index.projection() instanceof TableDefinition.Projection.Include(var attributes))
      held.addAll(attributes);
    return held;
  }

  void read(Iterator<Row> rows, int limit) {
    while (rows.hasNext()) {
      var row = rows.next();
      scannedCount++;
      bytes += row.bytes();
      take(row.item());
      if (scannedCount == limit || bytes > PAGE_BYTES_MAX) {
        last = row.item();
        return;
      }
    }
  }

  private void take(Item row) {
    var item = fetches ? fetch(row) : row;
    if (!Conditions.hold(filter, Optional.of(item))) return;
    count++;
    if (selection == Selection.COUNT) return;
    items.add(AttributeValues.toSdk(projection.map(wanted -> wanted.of(item)).orElse(item)));
  }

  private Item fetch(Item row) {
    var item = table.get(key(row), consistency == ReadConsistency.STRONG);
    fetchUnits += CapacityUnits.read(item.map(Sizes::bytes).orElse(0), consistency);
    return item.orElse(row);
  }

  private Key key(Item row) {
    return Keys.ofItem(row, table.definition().key());
  }

  int count() {
    return count;
  }

  int scannedCount() {
    return scannedCount;
  }

  /// Empty if only the count is requested.
  Optional<List<Map<String, AttributeValue>>> items() {
    return selection == Selection.COUNT ? Optional.empty() : Optional.of(items);
  }

  /// Where the next page starts: the keys of table and index. Empty after the last page.
  Optional<Map<String, AttributeValue>> lastEvaluatedKey() {
    if (last == null) return Optional.empty();
    var key =
        Keys.part(
            last, table.definition().key(), Optional.ofNullable(index).map(IndexDefinition::key));
    return Optional.of(AttributeValues.toSdk(key));
  }

  @Nullable ConsumedCapacity consumed(@Nullable String wanted) {
    if (!Consumption.isWanted(wanted)) return null;
    var consumption = new Consumption(table.definition(), Consumption.Kind.PLAIN);
    var units = CapacityUnits.read(bytes, consistency);
    if (index == null) consumption.addTable(units);
    else consumption.addIndex(index.name(), units);
    consumption.addTable(fetchUnits);
    return consumption.told(wanted);
  }
}
