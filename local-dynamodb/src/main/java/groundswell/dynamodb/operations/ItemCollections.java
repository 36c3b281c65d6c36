package groundswell.dynamodb.operations;

import groundswell.dynamodb.schema.TableDefinition.IndexDefinition.Scope;
import groundswell.dynamodb.tables.Key;
import groundswell.dynamodb.tables.Query;
import groundswell.dynamodb.tables.SortRange;
import groundswell.dynamodb.tables.Table;
import groundswell.dynamodb.values.AttributeValues;
import groundswell.dynamodb.values.Value;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;

/// The total size of the items with one partition key, including local indexes:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html>.
final class ItemCollections {
  private static final long GIGABYTE = 1L << 30;

  private ItemCollections() {}

  /// @param wanted `SIZE`, or nothing
  /// @return null unless it is wanted and the table has a local index
  static @Nullable ItemCollectionMetrics metrics(@Nullable String wanted, Table table, Key key) {
    if (!"SIZE".equals(wanted)) return null;
    var bytes = 0L;
    var hasLocalIndex = false;
    for (var index : table.definition().indexes()) {
      if (index.scope() != Scope.LOCAL) continue;
      hasLocalIndex = true;
      bytes += bytes(table, Optional.of(index.name()), key.partition());
    }
    if (!hasLocalIndex) return null;
    bytes += bytes(table, Optional.empty(), key.partition());
    var partitionKey = table.definition().key().partitionKey().name();
    return ItemCollectionMetrics.builder()
        .itemCollectionKey(Map.of(partitionKey, AttributeValues.toSdk(key.partition())))
        .sizeEstimateRangeGB(
            (double) Math.floorDiv(bytes, GIGABYTE), (double) Math.floorDiv(bytes, GIGABYTE) + 1)
        .build();
  }

  private static long bytes(Table table, Optional<String> index, Value partition) {
    var bytes = 0L;
    var rows =
        table.query(new Query(index, partition, new SortRange.All(), true, Optional.empty(), true));
    while (rows.hasNext()) bytes += rows.next().bytes();
    return bytes;
  }
}
