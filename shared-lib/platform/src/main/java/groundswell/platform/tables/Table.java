package groundswell.platform.tables;

import groundswell.platform.Parallel;
import groundswell.platform.PartialRetry;
import groundswell.platform.StillRefused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// One table, with the few operations that the ports need.
public final class Table {
  /// The most keys of one BatchGetItem
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>).
  static final int BATCH_GET_KEYS_MAX = 100;

  private static final int BATCH_GETS_AT_ONCE = 4;

  /// The most items of one BatchWriteItem
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html>).
  private static final int BATCH_WRITES_MAX = 25;

  private final DynamoDbClient dynamoDb;
  private final String name;
  private final PartialRetry retry;

  public Table(DynamoDbClient dynamoDb, String name, PartialRetry retry) {
    this.dynamoDb = dynamoDb;
    this.name = name;
    this.retry = retry;
  }

  public DynamoDbClient client() {
    return dynamoDb;
  }

  public String name() {
    return name;
  }

  /// Strongly consistent.
  public Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key) {
    var response =
        dynamoDb.getItem(request -> request.tableName(name).key(key).consistentRead(true));
    return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
  }

  /// The items that exist, for any number of keys.
  public Collection<Map<String, AttributeValue>> getAll(
      Stream<Map<String, AttributeValue>> keys, boolean consistent) {
    var found = new ConcurrentLinkedQueue<Map<String, AttributeValue>>();
    var chunks = keys.distinct().gather(Gatherers.windowFixed(BATCH_GET_KEYS_MAX)).toList();
    Parallel.forEach(
        chunks,
        BATCH_GETS_AT_ONCE,
        chunk -> {
          var left = retry.untilAccepted(chunk, some -> getSome(some, consistent, found));
          if (!left.isEmpty()) {
            throw new StillRefused("table " + name, left.size(), chunk.size());
          }
        });
    return found;
  }

  private List<Map<String, AttributeValue>> getSome(
      List<Map<String, AttributeValue>> keys,
      boolean consistent,
      Queue<Map<String, AttributeValue>> found) {
    var wanted = KeysAndAttributes.builder().keys(keys).consistentRead(consistent).build();
    BatchGetItemResponse response =
        dynamoDb.batchGetItem(request -> request.requestItems(Map.of(name, wanted)));
    found.addAll(response.responses().getOrDefault(name, List.of()));
    var left = response.unprocessedKeys().get(name);
    return left == null ? List.of() : left.keys();
  }

  /// All items of a partition, in the order of their sort keys; strongly consistent.
  public List<Map<String, AttributeValue>> query(String partitionKey) {
    var items = new ArrayList<Map<String, AttributeValue>>();
    dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(name)
                    .consistentRead(true)
                    .keyConditionExpression("#pk = :pk")
                    .expressionAttributeNames(Map.of("#pk", Item.PARTITION_KEY))
                    .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partitionKey))))
        .items()
        .forEach(items::add);
    return items;
  }

  /// The last items of a partition, latest first; strongly consistent.
  ///
  /// @param from the least sort key
  public List<Map<String, AttributeValue>> queryLatest(
      String partitionKey, String from, int limit) {
    return dynamoDb
        .queryPaginator(
            request ->
                request
                    .tableName(name)
                    .consistentRead(true)
                    .scanIndexForward(false)
                    .limit(limit)
                    .keyConditionExpression("#pk = :pk AND #sk >= :from")
                    .expressionAttributeNames(
                        Map.of("#pk", Item.PARTITION_KEY, "#sk", Item.SORT_KEY))
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", AttributeValue.fromS(partitionKey),
                            ":from", AttributeValue.fromS(from))))
        .items()
        .stream()
        .limit(limit)
        .toList();
  }

  public void put(Map<String, AttributeValue> item) {
    dynamoDb.putItem(request -> request.tableName(name).item(item));
  }

  /// Puts items; their number is unlimited, but their keys must differ.
  ///
  /// @throws StillRefused if some are still refused after several attempts
  public void putAll(Collection<Map<String, AttributeValue>> items) {
    for (var chunk : items.stream().gather(Gatherers.windowFixed(BATCH_WRITES_MAX)).toList()) {
      var left = retry.untilAccepted(chunk, this::putSome);
      if (!left.isEmpty()) throw new StillRefused("table " + name, left.size(), chunk.size());
    }
  }

  private List<Map<String, AttributeValue>> putSome(List<Map<String, AttributeValue>> items) {
    var puts =
        items.stream()
            .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build())
            .toList();
    return dynamoDb
        .batchWriteItem(request -> request.requestItems(Map.of(name, puts)))
        .unprocessedItems()
        .getOrDefault(name, List.of())
        .stream()
        .map(left -> left.putRequest().item())
        .toList();
  }

  /// Writes the whole item if an attribute of the stored one has the expected version.
  ///
  /// @param expected [groundswell.domain.Versions#NONE] if no item may be stored
  public PutOutcome putIf(
      Map<String, AttributeValue> item, String versionAttribute, long expected) {
    var condition = Condition.versionIs(versionAttribute, expected);
    var request =
        PutItemRequest.builder()
            .tableName(name)
            .item(item)
            .conditionExpression(condition.expression())
            .expressionAttributeNames(condition.names())
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    if (!condition.values().isEmpty()) request.expressionAttributeValues(condition.values());
    try {
      dynamoDb.putItem(request.build());
      return new PutOutcome.Put();
    } catch (ConditionalCheckFailedException e) {
      return new PutOutcome.Refused(storedIn(e));
    }
  }

  /// The stored item, on a failed condition.
  static Optional<Map<String, AttributeValue>> storedIn(ConditionalCheckFailedException e) {
    return e.hasItem() && !e.item().isEmpty() ? Optional.of(e.item()) : Optional.empty();
  }

  public sealed interface PutOutcome {
    record Put() implements PutOutcome {}

    record Refused(Optional<Map<String, AttributeValue>> stored) implements PutOutcome {}
  }

  /// A condition on the stored item's version.
  record Condition(
      String expression, Map<String, String> names, Map<String, AttributeValue> values) {
    static Condition versionIs(String attribute, long expected) {
      var names = Map.of("#version", attribute);
      return expected == groundswell.domain.Versions.NONE
          ? new Condition("attribute_not_exists(#version)", names, Map.of())
          : new Condition(
              "#version = :expected", names, Map.of(":expected", Item.number(expected)));
    }
  }
}
