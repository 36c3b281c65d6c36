package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.operations.Constraints.Choice;
import groundswell.dynamodb.schema.TableDefinition;
import groundswell.dynamodb.tables.Key;
import groundswell.dynamodb.tables.Table;
import groundswell.dynamodb.tables.WriteFunction.Decision;
import groundswell.dynamodb.tables.WriteOutcome;
import groundswell.dynamodb.throughput.Throttled;
import groundswell.dynamodb.values.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html>
final class BatchWriteItem {
  private static final ValueLayer LAYER = ValueLayer.NAMED;
  private static final int WRITES_MAX = 25;

  private final Engine engine;

  BatchWriteItem(Engine engine) {
    this.engine = engine;
  }

  BatchWriteItemResponse run(BatchWriteItemRequest request) {
    checkMembers(request);
    var parsed = new LinkedHashMap<String, List<Parsed>>();
    request
        .requestItems()
        .forEach((name, writes) -> parsed.put(name, writes.stream().map(this::parse).toList()));
    var located = new ArrayList<TableWrites>();
    parsed.forEach((name, writes) -> located.add(locate(name, writes)));
    return write(located, request);
  }

  private static void checkMembers(BatchWriteItemRequest request) {
    if (request.hasRequestItems() && request.requestItems().isEmpty())
      throw Errors.validation("The requestItems parameter is required for BatchWriteItem");
    new Constraints()
        .notNull("requestItems", request.hasRequestItems() ? request : null)
        .oneOf(Choice.RETURN_CONSUMED_CAPACITY, request.returnConsumedCapacityAsString())
        .oneOf(Choice.RETURN_ITEM_COLLECTION_METRICS, request.returnItemCollectionMetricsAsString())
        .check();
    var parts = new Constraints();
    Batches.checkTableNames(parts, request.requestItems(), Echo::of);
    parts.check();
    var count = 0;
    for (var writes : request.requestItems().values()) {
      count += writes.size();
      if (writes.isEmpty() || writes.size() > WRITES_MAX)
        new Constraints()
            .add(
                "Value '%s' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]"
                    .formatted(Echo.of(request.requestItems())))
            .check();
    }
    if (count > WRITES_MAX)
      throw Errors.validation("Too many items requested for the BatchWriteItem call");
  }

  /// @param put the item; empty for a deletion
  private record Parsed(WriteRequest request, Optional<Item> put, Item keyed) {}

  private Parsed parse(WriteRequest request) {
    if ((request.putRequest() == null) == (request.deleteRequest() == null))
      throw Errors.validation(
          "Supplied WriteRequest must contain exactly one of PutRequest and DeleteRequest");
    if (request.putRequest() != null) {
      var item = LAYER.item(request.putRequest().item());
      PutItem.checkSize(item);
      return new Parsed(request, Optional.of(item), item);
    }
    return new Parsed(request, Optional.empty(), LAYER.item(request.deleteRequest().key()));
  }

  private record Write(WriteRequest request, Key key, Optional<Item> put) {}

  private record TableWrites(String name, Table table, List<Write> writes) {}

  private TableWrites locate(String name, List<Parsed> parsed) {
    var table = engine.tableOfItems(name);
    var writes = new ArrayList<Write>(parsed.size());
    Set<Key> keys = new HashSet<>();
    for (var each : parsed) {
      var key = key(each, table.definition());
      if (!keys.add(key)) throw Batches.duplicates();
      writes.add(new Write(each.request(), key, each.put()));
    }
    return new TableWrites(name, table, writes);
  }

  private static Key key(Parsed parsed, TableDefinition table) {
    if (parsed.put().isEmpty()) return Keys.ofLookup(parsed.keyed(), table.key());
    var item = parsed.put().get();
    var key = Keys.ofLookup(Keys.part(item, table.key(), Optional.empty()), table.key());
    Keys.checkIndexKeys(item, table);
    return key;
  }

  private static BatchWriteItemResponse write(
      List<TableWrites> located, BatchWriteItemRequest request) {
    var answers = new Answers();
    for (var each : located) answers.add(each, request);
    if (answers.processed == 0 && answers.throttled != null) throw answers.throttled;
    var response = BatchWriteItemResponse.builder().unprocessedItems(answers.unprocessed);
    if (Consumption.isWanted(request.returnConsumedCapacityAsString()))
      response.consumedCapacity(answers.capacities);
    if (!answers.metrics.isEmpty()) response.itemCollectionMetrics(answers.metrics);
    return response.build();
  }

  private static final class Answers {
    private final Map<String, List<WriteRequest>> unprocessed = new LinkedHashMap<>();
    private final List<ConsumedCapacity> capacities = new ArrayList<>();
    private final Map<String, List<ItemCollectionMetrics>> metrics = new LinkedHashMap<>();
    private int processed;
    private @Nullable Throttled throttled;

    void add(TableWrites part, BatchWriteItemRequest request) {
      var consumption = new Consumption(part.table().definition(), Consumption.Kind.PLAIN);
      var left = new ArrayList<WriteRequest>();
      for (var write : part.writes()) {
        if (!write(part.table(), write, consumption)) {
          left.add(write.request());
          continue;
        }
        var metric =
            ItemCollections.metrics(
                request.returnItemCollectionMetricsAsString(), part.table(), write.key());
        if (metric != null)
          metrics.computeIfAbsent(part.name(), _ -> new ArrayList<>()).add(metric);
      }
      if (!left.isEmpty()) unprocessed.put(part.name(), left);
      var capacity = consumption.told(request.returnConsumedCapacityAsString());
      if (capacity != null) capacities.add(capacity);
    }

    /// @return false if the write is left for another request
    private boolean write(Table table, Write write, Consumption consumption) {
      var decision = write.put().<Decision>map(Decision.Put::new).orElseGet(Decision.Delete::new);
      try {
        return switch (table.write(write.key(), _ -> decision)) {
          case WriteOutcome.Applied applied -> {
            consumption.add(applied, 1);
            processed++;
            yield true;
          }
          case WriteOutcome.Refused _ -> false;
        };
      } catch (Throttled tooMuch) {
        throttled = tooMuch;
        return false;
      }
    }
  }
}
