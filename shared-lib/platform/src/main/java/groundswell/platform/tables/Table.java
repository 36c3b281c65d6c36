package groundswell.platform.tables;

import groundswell.platform.Parallel;
import groundswell.platform.PartialRetry;
import groundswell.platform.StillRefused;
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
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// One table, with the few operations that the ports need. The only class that calls DynamoDB. A
/// function needs the permission of each operation that it calls, so each operation calls exactly
/// one action of DynamoDB.
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

  /// Strongly consistent.
  public Optional<Item> get(Key key) {
    var response =
        dynamoDb.getItem(
            request -> request.tableName(name).key(key.attributes()).consistentRead(true));
    return response.hasItem() ? Optional.of(Item.of(response.item())) : Optional.empty();
  }

  /// The items that exist, for any number of keys.
  public Collection<Item> getAll(Stream<Key> keys, boolean consistent) {
    var found = new ConcurrentLinkedQueue<Item>();
    var chunks =
        keys.distinct()
            .map(Key::attributes)
            .gather(Gatherers.windowFixed(BATCH_GET_KEYS_MAX))
            .toList();
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
      List<Map<String, AttributeValue>> keys, boolean consistent, Queue<Item> found) {
    var wanted = KeysAndAttributes.builder().keys(keys).consistentRead(consistent).build();
    BatchGetItemResponse response =
        dynamoDb.batchGetItem(request -> request.requestItems(Map.of(name, wanted)));
    response.responses().getOrDefault(name, List.of()).stream().map(Item::of).forEach(found::add);
    var left = response.unprocessedKeys().get(name);
    return left == null ? List.of() : left.keys();
  }

  /// All items, read page by page as the stream needs them.
  public Stream<Item> query(Query query) {
    return dynamoDb.queryPaginator(request(query)).items().stream().map(Item::of);
  }

  /// One page, without the following ones.
  public Page page(Query query) {
    var response = dynamoDb.query(request(query));
    return new Page(
        response.items().stream().map(Item::of).toList(),
        response.hasLastEvaluatedKey() && !response.lastEvaluatedKey().isEmpty()
            ? Optional.of(Item.of(response.lastEvaluatedKey()))
            : Optional.empty());
  }

  /// @param last the key of the last item; empty if no page follows
  public record Page(List<Item> items, Optional<Item> last) {}

  private QueryRequest request(Query query) {
    var expression = new Expression();
    var request =
        QueryRequest.builder()
            .tableName(name)
            .consistentRead(query.index().isEmpty())
            .scanIndexForward(!query.isDescending())
            .keyConditionExpression(expression.condition(query.keys()));
    expression.names(request::expressionAttributeNames);
    expression.values(request::expressionAttributeValues);
    query.index().ifPresent(request::indexName);
    query.limit().ifPresent(request::limit);
    query.after().map(Item::attributes).ifPresent(request::exclusiveStartKey);
    return request.build();
  }

  public void put(Item item) {
    dynamoDb.putItem(request -> request.tableName(name).item(item.attributes()));
  }

  /// Puts items; their number is unlimited, but their keys must differ.
  ///
  /// @throws StillRefused if some are still refused after several attempts
  public void putAll(Collection<Item> items) {
    writeAll(
        items.stream()
            .map(Item::attributes)
            .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build()));
  }

  /// Deletes items; their number is unlimited, but their keys must differ. Keys without an item are
  /// allowed.
  ///
  /// @throws StillRefused if some are still refused after several attempts
  public void deleteAll(Collection<Key> keys) {
    writeAll(
        keys.stream()
            .map(Key::attributes)
            .map(key -> WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build()));
  }

  private void writeAll(Stream<WriteRequest> writes) {
    for (var chunk : writes.gather(Gatherers.windowFixed(BATCH_WRITES_MAX)).toList()) {
      var left = retry.untilAccepted(chunk, this::writeSome);
      if (!left.isEmpty()) throw new StillRefused("table " + name, left.size(), chunk.size());
    }
  }

  private List<WriteRequest> writeSome(List<WriteRequest> writes) {
    return dynamoDb
        .batchWriteItem(request -> request.requestItems(Map.of(name, writes)))
        .unprocessedItems()
        .getOrDefault(name, List.of());
  }

  /// Writes the whole item if the stored one has the expected [Item#VERSION].
  ///
  /// @param expected [groundswell.domain.Versions#NONE] if no item may be stored
  public Outcome putIf(Item item, long expected) {
    return putIf(item, Condition.versionIs(Item.VERSION, expected));
  }

  /// Writes the whole item if the stored one fulfills the condition.
  public Outcome putIf(Item item, Condition condition) {
    var expression = new Expression();
    var request =
        PutItemRequest.builder()
            .tableName(name)
            .item(item.attributes())
            .conditionExpression(expression.condition(condition))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    expression.names(request::expressionAttributeNames);
    expression.values(request::expressionAttributeValues);
    try {
      dynamoDb.putItem(request.build());
      return new Outcome.Written();
    } catch (ConditionalCheckFailedException e) {
      return refused(e);
    }
  }

  /// Puts several items in one transaction: all of them, or none.
  ///
  /// @return false if the table has an item with one of their keys
  public boolean putAllNew(Collection<Item> items) {
    try {
      dynamoDb.transactWriteItems(
          request -> request.transactItems(items.stream().map(this::putNew).toList()));
      return true;
    } catch (TransactionCanceledException e) {
      boolean exists =
          e.cancellationReasons().stream()
              .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()));
      if (!exists) throw e;
      return false;
    }
  }

  private TransactWriteItem putNew(Item item) {
    var expression = new Expression();
    var condition = expression.condition(Condition.isNew());
    return TransactWriteItem.builder()
        .put(
            put -> {
              put.tableName(name).item(item.attributes()).conditionExpression(condition);
              expression.names(put::expressionAttributeNames);
            })
        .build();
  }

  /// Refused only if the update has a condition.
  public Outcome update(Update update) {
    try {
      dynamoDb.updateItem(request(update).build());
      return new Outcome.Written();
    } catch (ConditionalCheckFailedException e) {
      return refused(e);
    }
  }

  /// @return the changed attributes; empty if the update's condition did not hold
  public Optional<Item> updateAndGet(Update update) {
    try {
      var response =
          dynamoDb.updateItem(request(update).returnValues(ReturnValue.UPDATED_NEW).build());
      return Optional.of(Item.of(response.attributes()));
    } catch (ConditionalCheckFailedException _) {
      return Optional.empty();
    }
  }

  private UpdateItemRequest.Builder request(Update update) {
    var expression = new Expression();
    var request =
        UpdateItemRequest.builder()
            .tableName(name)
            .key(update.key().attributes())
            .updateExpression(expression.update(update.changes()));
    update
        .condition()
        .ifPresent(
            condition ->
                request
                    .conditionExpression(expression.condition(condition))
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD));
    expression.names(request::expressionAttributeNames);
    expression.values(request::expressionAttributeValues);
    return request;
  }

  /// Does nothing if there is no such item.
  public void delete(Key key) {
    dynamoDb.deleteItem(request -> request.tableName(name).key(key.attributes()));
  }

  /// Deletes the item if it fulfills the condition; else it stays.
  public void deleteIf(Key key, Condition condition) {
    var expression = new Expression();
    var request =
        DeleteItemRequest.builder()
            .tableName(name)
            .key(key.attributes())
            .conditionExpression(expression.condition(condition));
    expression.names(request::expressionAttributeNames);
    expression.values(request::expressionAttributeValues);
    try {
      dynamoDb.deleteItem(request.build());
    } catch (ConditionalCheckFailedException _) {
      // It is gone, or was written later.
    }
  }

  private static Outcome refused(ConditionalCheckFailedException e) {
    return new Outcome.Refused(
        e.hasItem() && !e.item().isEmpty() ? Optional.of(Item.of(e.item())) : Optional.empty());
  }

  /// What became of a conditional write.
  public sealed interface Outcome {
    record Written() implements Outcome {}

    /// The condition did not hold.
    ///
    /// @param stored the item for which it did not hold; empty if no item is stored
    record Refused(Optional<Item> stored) implements Outcome {}

    default boolean isWritten() {
      return this instanceof Written;
    }
  }
}
