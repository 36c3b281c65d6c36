package groundswell.local.calls;

import groundswell.local.scheduling.Signal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// A signal per table that rises with every write. Stream pollers need not poll an idle stream, and
/// it is known whether they have seen every write.
public final class TableWrites {
  private final Map<String, Signal> signals = new ConcurrentHashMap<>();

  public Signal of(String table) {
    return signals.computeIfAbsent(table, _ -> new Signal());
  }

  void written(Object request) {
    tablesWrittenBy(request).forEach(table -> of(nameOf(table)).raise());
  }

  /// A request may name a table by its ARN.
  private static String nameOf(String nameOrArn) {
    return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
  }

  /// Wraps a client so that each write raises the signals once it is made.
  public DynamoDbClient watched(DynamoDbClient client) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (_, method, arguments) -> {
              try {
                var response = method.invoke(client, arguments);
                if (arguments != null && arguments.length == 1) written(arguments[0]);
                return response;
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
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
