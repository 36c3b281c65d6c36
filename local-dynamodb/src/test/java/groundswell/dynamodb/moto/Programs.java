package groundswell.dynamodb.moto;

import groundswell.dynamodb.expressions.ArbitraryUpdates;
import groundswell.dynamodb.expressions.PlainItems;
import groundswell.dynamodb.expressions.PlainText;
import groundswell.dynamodb.values.AttributeValues;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Draws programs of calls on [SampleTable]s from a seed. Keys are few, so that calls hit each
/// other's items.
final class Programs {
  private static final int CALLS_MAX = 15;

  private final SplittableRandom random;
  private final PlainItems items;
  private final OrdinaryConditions conditions;
  private final OrdinaryUpdates updates;

  private Programs(long seed) {
    random = new SplittableRandom(seed);
    items = new PlainItems(random, false);
    conditions = new OrdinaryConditions(random, items);
    updates = new OrdinaryUpdates(random, items);
  }

  static List<Call> draw(long seed) {
    var programs = new Programs(seed);
    return Stream.generate(programs::call).limit(CALLS_MAX).toList();
  }

  private Call call() {
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> Call.of(put(), DynamoDbClient::putItem);
      case 3, 4, 5, 6 -> Call.of(update(), DynamoDbClient::updateItem);
      case 7 -> Call.of(delete(), DynamoDbClient::deleteItem);
      case 8 -> Call.of(get(), DynamoDbClient::getItem);
      case 9, 10 -> Call.of(query(), DynamoDbClient::query);
      case 11 -> Call.of(scan(), DynamoDbClient::scan);
      case 12 -> Call.of(batchWrite(), DynamoDbClient::batchWriteItem);
      case 13 -> Call.of(batchGet(), DynamoDbClient::batchGetItem);
      case 14 -> Call.of(transactGet(), DynamoDbClient::transactGetItems);
      default -> Call.of(transactWrite(), DynamoDbClient::transactWriteItems);
    };
  }

  private PutItemRequest put() {
    var table = table();
    var put = PutItemRequest.builder().tableName(table.tableName()).item(item(table));
    if (random.nextBoolean()) put.returnValues(ReturnValue.ALL_OLD);
    var condition = maybeCondition();
    if (condition != null)
      put.conditionExpression(condition.toString())
          .expressionAttributeNames(names(condition))
          .expressionAttributeValues(values(condition))
          .returnValuesOnConditionCheckFailure(onFailure());
    return put.build();
  }

  private UpdateItemRequest update() {
    var table = table();
    var expression = PlainText.neat(random, "u");
    updates.update().write(expression);
    var condition = maybeCondition();
    var update =
        UpdateItemRequest.builder()
            .tableName(table.tableName())
            .key(key(table))
            .updateExpression(expression.toString())
            .expressionAttributeNames(names(expression, condition))
            .expressionAttributeValues(values(expression, condition))
            .returnValues(
                List.of(
                        ReturnValue.NONE,
                        ReturnValue.ALL_OLD,
                        ReturnValue.ALL_NEW,
                        ReturnValue.UPDATED_OLD,
                        ReturnValue.UPDATED_NEW)
                    .get(random.nextInt(5)));
    if (condition != null)
      update
          .conditionExpression(condition.toString())
          .returnValuesOnConditionCheckFailure(onFailure());
    return update.build();
  }

  private DeleteItemRequest delete() {
    var table = table();
    var delete = DeleteItemRequest.builder().tableName(table.tableName()).key(key(table));
    if (random.nextBoolean()) delete.returnValues(ReturnValue.ALL_OLD);
    var condition = maybeCondition();
    if (condition != null)
      delete
          .conditionExpression(condition.toString())
          .expressionAttributeNames(names(condition))
          .expressionAttributeValues(values(condition));
    return delete.build();
  }

  private GetItemRequest get() {
    var table = table();
    var get =
        GetItemRequest.builder().tableName(table.tableName()).key(key(table)).consistentRead(true);
    if (random.nextBoolean()) {
      var projection = projection();
      get.projectionExpression(projection.toString()).expressionAttributeNames(names(projection));
    }
    return get.build();
  }

  private QueryRequest query() {
    var isIndex = random.nextInt(3) == 0;
    var keys = PlainText.neat(random, "k");
    var partition = isIndex ? SampleTable.indexPartitions() : SampleTable.partitions();
    keys.path(List.of(isIndex ? SampleTable.INDEX_PARTITION : SampleTable.PARTITION))
        .sign("=")
        .value(partition.get(random.nextInt(partition.size())));
    if (random.nextBoolean()) sortCondition(keys);
    var filter = random.nextInt(3) == 0 ? condition() : null;
    var query =
        QueryRequest.builder()
            .tableName(SampleTable.SORTED.tableName())
            .indexName(isIndex ? SampleTable.INDEX : null)
            .consistentRead(!isIndex)
            .keyConditionExpression(keys.toString())
            .expressionAttributeNames(names(keys, filter))
            .expressionAttributeValues(values(keys, filter))
            .scanIndexForward(random.nextBoolean());
    if (filter != null) query.filterExpression(filter.toString());
    // An index may hold several items with one key, in unknown order: no pages there.
    if (!isIndex && random.nextInt(3) == 0) query.limit(1 + random.nextInt(3));
    return query.build();
  }

  private void sortCondition(PlainText keys) {
    keys.keyword("AND");
    var sort = List.<Object>of(SampleTable.SORT);
    if (random.nextInt(4) == 0) {
      var bound = random.nextInt(3);
      keys.path(sort).keyword("BETWEEN").value(Value.Numeric.of(bound));
      keys.keyword("AND").value(Value.Numeric.of(bound + random.nextInt(3)));
    } else
      keys.path(sort)
          .sign(List.of("=", "<", "<=", ">", ">=").get(random.nextInt(5)))
          .value(SampleTable.sorts().get(random.nextInt(SampleTable.sorts().size())));
  }

  private ScanRequest scan() {
    var filter = maybeCondition();
    var scan = ScanRequest.builder().tableName(table().tableName()).consistentRead(true);
    if (filter != null)
      scan.filterExpression(filter.toString())
          .expressionAttributeNames(names(filter))
          .expressionAttributeValues(values(filter));
    return scan.build();
  }

  private BatchWriteItemRequest batchWrite() {
    var table = table();
    var writes = new ArrayList<WriteRequest>();
    for (var key : keys(table)) {
      var write = WriteRequest.builder();
      if (random.nextBoolean()) write.deleteRequest(delete -> delete.key(key));
      else {
        var item = new HashMap<>(item(table));
        item.putAll(key);
        write.putRequest(put -> put.item(item));
      }
      writes.add(write.build());
    }
    return BatchWriteItemRequest.builder().requestItems(Map.of(table.tableName(), writes)).build();
  }

  private BatchGetItemRequest batchGet() {
    var table = table();
    var gets = KeysAndAttributes.builder().keys(keys(table)).consistentRead(true).build();
    return BatchGetItemRequest.builder().requestItems(Map.of(table.tableName(), gets)).build();
  }

  private TransactGetItemsRequest transactGet() {
    var table = table();
    var gets =
        keys(table).stream()
            .map(
                key ->
                    TransactGetItem.builder()
                        .get(get -> get.tableName(table.tableName()).key(key))
                        .build())
            .toList();
    return TransactGetItemsRequest.builder().transactItems(gets).build();
  }

  private TransactWriteItemsRequest transactWrite() {
    var table = table();
    return TransactWriteItemsRequest.builder()
        .transactItems(keys(table).stream().map(key -> action(table, key)).toList())
        .build();
  }

  private TransactWriteItem action(SampleTable table, Map<String, AttributeValue> key) {
    var action = TransactWriteItem.builder();
    var condition = condition();
    switch (random.nextInt(3)) {
      case 0 -> {
        var item = new HashMap<>(item(table));
        item.putAll(key);
        action.put(put -> put.tableName(table.tableName()).item(item));
      }
      case 1 ->
          action.delete(
              delete ->
                  delete
                      .tableName(table.tableName())
                      .key(key)
                      .conditionExpression(condition.toString())
                      .expressionAttributeNames(names(condition))
                      .expressionAttributeValues(values(condition)));
      default -> {
        var expression = PlainText.neat(random, "u");
        updates.update().write(expression);
        action.update(
            update ->
                update
                    .tableName(table.tableName())
                    .key(key)
                    .updateExpression(expression.toString())
                    .expressionAttributeNames(names(expression))
                    .expressionAttributeValues(values(expression)));
      }
    }
    return action.build();
  }

  private SampleTable table() {
    return random.nextBoolean() ? SampleTable.SIMPLE : SampleTable.SORTED;
  }

  private Map<String, AttributeValue> key(SampleTable table) {
    var keys = table.keys();
    return AttributeValues.toSdk(keys.get(random.nextInt(keys.size())));
  }

  /// One to three distinct keys.
  private List<Map<String, AttributeValue>> keys(SampleTable table) {
    return Stream.generate(() -> key(table)).limit(1 + random.nextInt(3)).distinct().toList();
  }

  private Map<String, AttributeValue> item(SampleTable table) {
    var item = new HashMap<>(AttributeValues.toSdk(items.item()));
    item.putAll(key(table));
    if (random.nextBoolean()) {
      var partitions = SampleTable.indexPartitions();
      item.put(
          SampleTable.INDEX_PARTITION,
          AttributeValues.toSdk(partitions.get(random.nextInt(partitions.size()))));
    }
    return item;
  }

  private @Nullable PlainText maybeCondition() {
    return random.nextBoolean() ? condition() : null;
  }

  private PlainText condition() {
    var text = PlainText.neat(random, "c");
    conditions.condition(2).write(text);
    return text;
  }

  private PlainText projection() {
    var paths = new ArrayList<List<Object>>();
    for (var left = 1 + random.nextInt(3); left > 0; left--) {
      var path = items.path();
      if (paths.stream().allMatch(other -> ArbitraryUpdates.areApart(other, path))) paths.add(path);
    }
    var text = PlainText.neat(random, "r");
    return text.list(paths, text::path);
  }

  private ReturnValuesOnConditionCheckFailure onFailure() {
    return random.nextBoolean()
        ? ReturnValuesOnConditionCheckFailure.ALL_OLD
        : ReturnValuesOnConditionCheckFailure.NONE;
  }

  /// Null if there are none, because an empty map is refused.
  private static @Nullable Map<String, String> names(@Nullable PlainText... expressions) {
    var names = new HashMap<String, String>();
    for (var expression : expressions) if (expression != null) names.putAll(expression.names());
    return names.isEmpty() ? null : names;
  }

  private static @Nullable Map<String, AttributeValue> values(@Nullable PlainText... expressions) {
    var values = new HashMap<String, Value>();
    for (var expression : expressions) if (expression != null) values.putAll(expression.values());
    return values.isEmpty() ? null : AttributeValues.toSdk(new Item(values));
  }
}
