package groundswell.local.calls;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// Sums the consumed capacity that DynamoDB reports for each call. Makes every request ask for it.
public final class CapacityRecorder {
  private final Map<Key, Sums> sums = new ConcurrentHashMap<>();

  private record Key(String table, String operation) {}

  private static final class Sums {
    final LongAdder calls = new LongAdder();
    final LongAdder refused = new LongAdder();
    final DoubleAdder readUnits = new DoubleAdder();
    final DoubleAdder writeUnits = new DoubleAdder();
  }

  /// The request, asking for its consumed capacity.
  static Object asking(Object request) {
    var total = ReturnConsumedCapacity.TOTAL;
    return switch (request) {
      case GetItemRequest r when r.returnConsumedCapacity() == null ->
          r.toBuilder().returnConsumedCapacity(total).build();
      case PutItemRequest r when r.returnConsumedCapacity() == null ->
          r.toBuilder().returnConsumedCapacity(total).build();
      case UpdateItemRequest r when r.returnConsumedCapacity() == null ->
          r.toBuilder().returnConsumedCapacity(total).build();
      case DeleteItemRequest r when r.returnConsumedCapacity() == null ->
          r.toBuilder().returnConsumedCapacity(total).build();
      case QueryRequest r when r.returnConsumedCapacity() == null ->
          r.toBuilder().returnConsumedCapacity(total).build();
      case ScanRequest r when r.returnConsumedCapacity() == null ->
          r.toBuilder().returnConsumedCapacity(total).build();
      case BatchGetItemRequest r when r.returnConsumedCapacity() == null ->
          r.toBuilder().returnConsumedCapacity(total).build();
      case BatchWriteItemRequest r when r.returnConsumedCapacity() == null ->
          r.toBuilder().returnConsumedCapacity(total).build();
      case TransactGetItemsRequest r when r.returnConsumedCapacity() == null ->
          r.toBuilder().returnConsumedCapacity(total).build();
      case TransactWriteItemsRequest r when r.returnConsumedCapacity() == null ->
          r.toBuilder().returnConsumedCapacity(total).build();
      default -> request;
    };
  }

  void answered(String operation, @Nullable Object response) {
    switch (response) {
      case GetItemResponse r -> read(operation, r.consumedCapacity());
      case QueryResponse r -> read(operation, r.consumedCapacity());
      case ScanResponse r -> read(operation, r.consumedCapacity());
      case BatchGetItemResponse r -> r.consumedCapacity().forEach(c -> read(operation, c));
      case TransactGetItemsResponse r -> r.consumedCapacity().forEach(c -> read(operation, c));
      case PutItemResponse r -> written(operation, r.consumedCapacity());
      case UpdateItemResponse r -> written(operation, r.consumedCapacity());
      case DeleteItemResponse r -> written(operation, r.consumedCapacity());
      case BatchWriteItemResponse r -> r.consumedCapacity().forEach(c -> written(operation, c));
      case TransactWriteItemsResponse r -> r.consumedCapacity().forEach(c -> written(operation, c));
      case null, default -> {}
    }
  }

  void refused(String operation, Object request) {
    for (var table : tablesOf(request)) of(table, operation).refused.increment();
  }

  private static List<String> tablesOf(Object request) {
    return switch (request) {
      case PutItemRequest r -> List.of(r.tableName());
      case UpdateItemRequest r -> List.of(r.tableName());
      case DeleteItemRequest r -> List.of(r.tableName());
      case GetItemRequest r -> List.of(r.tableName());
      case QueryRequest r -> List.of(r.tableName());
      default -> List.of();
    };
  }

  private void read(String operation, @Nullable ConsumedCapacity consumed) {
    if (consumed == null) return;
    var sum = of(consumed.tableName(), operation);
    sum.calls.increment();
    sum.readUnits.add(consumed.capacityUnits());
  }

  private void written(String operation, @Nullable ConsumedCapacity consumed) {
    if (consumed == null) return;
    var sum = of(consumed.tableName(), operation);
    sum.calls.increment();
    sum.writeUnits.add(consumed.capacityUnits());
  }

  private Sums of(String table, String operation) {
    return sums.computeIfAbsent(new Key(table, operation), _ -> new Sums());
  }

  public CapacityReport report() {
    return new CapacityReport(
        sums.entrySet().stream()
            .map(entry -> usage(entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparing(CapacityReport.Usage::table)
                    .thenComparing(CapacityReport.Usage::operation))
            .toList());
  }

  private static CapacityReport.Usage usage(Key key, Sums sums) {
    return new CapacityReport.Usage(
        key.table,
        key.operation,
        sums.calls.sum(),
        sums.refused.sum(),
        sums.readUnits.sum(),
        sums.writeUnits.sum());
  }
}
