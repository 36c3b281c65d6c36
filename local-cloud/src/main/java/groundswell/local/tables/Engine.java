package groundswell.local.tables;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.embedded.DDBExceptionMappingInvocationHandler;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/// DynamoDB Local as `DynamoDBEmbedded` puts it together, but it remembers the tables' definitions.
/// Otherwise it queries and decodes one several times a call, which is a third of its only thread.
final class Engine implements AutoCloseable {
  /// As many as `DynamoDBEmbedded` has.
  private static final int JOBS = 10;

  private final LocalDBClient client =
      new LocalDBClient(
          new RememberedTables(), new JobsRegister(Executors.newFixedThreadPool(JOBS), false));

  DynamoDbClient tables() {
    return withExceptionsOfAws(DynamoDbClient.class, client.dynamoDbClient());
  }

  DynamoDbStreamsClient streams() {
    return withExceptionsOfAws(DynamoDbStreamsClient.class, client.dynamoDbStreamsClient());
  }

  private static <C> C withExceptionsOfAws(Class<C> type, C client) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                if (e.getCause() instanceof DynamoDBLocalServiceException local)
                  DDBExceptionMappingInvocationHandler.handleDynamoDBLocalServiceException(local);
                throw e.getCause();
              }
            }));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private static final class RememberedTables extends SQLiteDBAccess {
    private final Map<String, TableInfo> tables = new ConcurrentHashMap<>();

    @Override
    public @Nullable TableInfo getTableInfo(String table) {
      var known = tables.get(table);
      if (known != null) return known;
      var info = super.getTableInfo(table);
      if (info != null) tables.put(table, info);
      return info;
    }

    @Override
    public void deleteTable(String table) {
      super.deleteTable(table);
      tables.remove(table);
    }
  }
}
