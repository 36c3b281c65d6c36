package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.expressions.Projection;
import groundswell.dynamodb.operations.Constraints.Choice;
import groundswell.dynamodb.tables.Key;
import groundswell.dynamodb.tables.Table;
import groundswell.dynamodb.throughput.CapacityUnits.ReadConsistency;
import groundswell.dynamodb.throughput.Throttled;
import groundswell.dynamodb.values.AttributeValues;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Sizes;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>
final class BatchGetItem {
  private static final ValueLayer LAYER = ValueLayer.BARE;
  private static final int KEYS_MAX = 100;
  private static final long RESPONSE_BYTES_MAX = 16L * 1024 * 1024;

  /// Per partition. The service does not say which partition keys share one, so here each key has
  /// its own.
  private static final long PARTITION_BYTES_MAX = 1024 * 1024;

  private final Engine engine;

  BatchGetItem(Engine engine) {
    this.engine = engine;
  }

  BatchGetItemResponse run(BatchGetItemRequest request) {
    checkMembers(request);
    checkLegacy(request);
    var parsed = new LinkedHashMap<String, Parsed>();
    request.requestItems().forEach((name, part) -> parsed.put(name, parse(part)));
    var reads = new ArrayList<TableRead>();
    parsed.forEach((name, part) -> reads.add(locate(name, part)));
    return read(reads, request.returnConsumedCapacityAsString());
  }

  private static void checkMembers(BatchGetItemRequest request) {
    if (request.hasRequestItems() && request.requestItems().isEmpty())
      throw Errors.validation("The requestItems parameter is required for BatchGetItem");
    var constraints =
        new Constraints().notNull("requestItems", request.hasRequestItems() ? request : null);
    Batches.checkTableNames(constraints, request.requestItems(), BatchEcho::json);
    constraints
        .oneOf(Choice.RETURN_CONSUMED_CAPACITY, request.returnConsumedCapacityAsString())
        .check();
    var count = 0;
    for (var part : request.requestItems().entrySet()) {
      var keys = part.getValue().keys();
      count += keys.size();
      if (keys.isEmpty() || keys.size() > KEYS_MAX)
        new Constraints()
            .add(
                "Value at 'RequestItems.%s.member.Keys' failed to satisfy constraint: Member must have length %s"
                    .formatted(
                        part.getKey(),
                        keys.isEmpty()
                            ? "greater than or equal to 1"
                            : "less than or equal to 100"))
            .check();
    }
    if (count > KEYS_MAX)
      throw Errors.validation("Too many items requested for the BatchGetItem call");
  }

  private static void checkLegacy(BatchGetItemRequest request) {
    var parameters = new LegacyParameters(LAYER);
    for (var part : request.requestItems().values()) {
      parameters
          .expression("ProjectionExpression", part.projectionExpression())
          .legacy("AttributesToGet", part.hasAttributesToGet());
    }
    parameters.check();
  }

  private record Parsed(KeysAndAttributes part, List<Item> keys, Optional<Projection> projection) {}

  private static Parsed parse(KeysAndAttributes part) {
    var expressions =
        new ExpressionReader(
            LAYER,
            part.projectionExpression() != null,
            part.hasExpressionAttributeNames() ? part.expressionAttributeNames() : null,
            null);
    var keys = part.keys().stream().map(LAYER::item).toList();
    var projection = expressions.projection(part.projectionExpression());
    expressions.finish();
    return new Parsed(part, keys, projection);
  }

  /// The reads of one table.
  private record TableRead(String name, Table table, Parsed parsed, List<Key> keys) {
    boolean isConsistent() {
      return Boolean.TRUE.equals(parsed.part().consistentRead());
    }

    ReadConsistency consistency() {
      return isConsistent() ? ReadConsistency.STRONG : ReadConsistency.EVENTUAL;
    }
  }

  private TableRead locate(String name, Parsed parsed) {
    var table = engine.tableOfItems(name);
    var keys = new LinkedHashSet<Key>();
    for (var key : parsed.keys()) keys.add(Keys.ofLookup(key, table.definition().key()));
    if (keys.size() < parsed.keys().size()) throw Batches.duplicates();
    return new TableRead(name, table, parsed, List.copyOf(keys));
  }

  private static BatchGetItemResponse read(List<TableRead> reads, @Nullable String wantedCapacity) {
    var answers = new Answers();
    for (var read : reads) answers.add(read, wantedCapacity);
    if (answers.isAllThrottled() && answers.throttled != null) throw answers.throttled;
    var response =
        BatchGetItemResponse.builder()
            .responses(answers.responses)
            .unprocessedKeys(answers.unprocessed);
    if (Consumption.isWanted(wantedCapacity)) response.consumedCapacity(answers.capacities);
    return response.build();
  }

  private static final class Answers {
    private final Map<String, List<Map<String, AttributeValue>>> responses = new LinkedHashMap<>();
    private final Map<String, KeysAndAttributes> unprocessed = new LinkedHashMap<>();
    private final List<ConsumedCapacity> capacities = new ArrayList<>();
    private long bytes;
    private int processed;
    private @Nullable Throttled throttled;

    boolean isAllThrottled() {
      return processed == 0 && throttled != null;
    }

    void add(TableRead read, @Nullable String wantedCapacity) {
      var items = new ArrayList<Map<String, AttributeValue>>();
      var left = new ArrayList<Map<String, AttributeValue>>();
      var consumption = new Consumption(read.table().definition(), Consumption.Kind.PLAIN);
      var partitions = new HashMap<Value, Long>();
      for (var at = 0; at < read.keys().size(); at++) {
        if (!take(read, read.keys().get(at), items, partitions, consumption))
          left.add(read.parsed().part().keys().get(at));
      }
      responses.put(read.name(), items);
      if (!left.isEmpty())
        unprocessed.put(read.name(), read.parsed().part().toBuilder().keys(left).build());
      var capacity = consumption.told(wantedCapacity);
      if (capacity != null) capacities.add(capacity);
    }

    /// @return false if the key is left for another request
    private boolean take(
        TableRead read,
        Key key,
        List<Map<String, AttributeValue>> items,
        Map<Value, Long> partitions,
        Consumption consumption) {
      if (bytes >= RESPONSE_BYTES_MAX) return false;
      if (partitions.getOrDefault(key.partition(), 0L) > PARTITION_BYTES_MAX) return false;
      Optional<Item> item;
      try {
        item = read.table().get(key, read.isConsistent());
      } catch (Throttled tooMuch) {
        throttled = tooMuch;
        return false;
      }
      var size = item.map(Sizes::bytes).orElse(0);
      if (partitions.merge(key.partition(), (long) size, Long::sum) > PARTITION_BYTES_MAX)
        return false;
      if (processed > 0 && bytes + size > RESPONSE_BYTES_MAX) {
        bytes = RESPONSE_BYTES_MAX;
        return false;
      }
      bytes += size;
      processed++;
      consumption.addTable(GetItem.units(item, read.consistency()));
      item.map(found -> read.parsed().projection().map(wanted -> wanted.of(found)).orElse(found))
          .ifPresent(found -> items.add(AttributeValues.toSdk(found)));
      return true;
    }
  }
}
