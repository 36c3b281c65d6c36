package groundswell.local.calls;

import groundswell.local.scheduling.Signal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// A signal per table that rises with every write, so that stream pollers need not poll an idle
/// stream, and it is known whether they have seen everything.
public final class TableWrites {
  private final Map<String, Signal> signals = new ConcurrentHashMap<>();

  public Signal of(String table) {
    return signals.computeIfAbsent(table, _ -> new Signal());
  }

  void written(Object request) {
    tablesWrittenBy(request).forEach(table -> of(table).raise());
  }

  private static Collection<String> tablesWrittenBy(Object request) {
    return switch (request) {
      case PutItemRequest put -> List.of(put.tableName());
      case UpdateItemRequest update -> List.of(update.tableName());
      case DeleteItemRequest delete -> List.of(delete.tableName());
      case BatchWriteItemRequest batch -> batch.requestItems().keySet();
      case TransactWriteItemsRequest transaction ->
          transaction.transactItems().stream().map(TableWrites::tableOf).distinct().toList();
      default -> List.of();
    };
  }

  private static String tableOf(TransactWriteItem item) {
    if (item.put() != null) return item.put().tableName();
    if (item.update() != null) return item.update().tableName();
    if (item.delete() != null) return item.delete().tableName();
    return item.conditionCheck().tableName();
  }
}
