package groundswell.dynamodb;

import groundswell.dynamodb.clients.LocalClient;
import groundswell.dynamodb.clients.LocalStreamsClient;
import groundswell.dynamodb.operations.Operations;
import groundswell.dynamodb.options.Options;
import groundswell.dynamodb.tables.Database;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// An engine at work: tables and streams, and the SDK's clients for them.
public final class LocalDynamoDb implements AutoCloseable {
  private final Database database;
  private final DynamoDbClient client;
  private final DynamoDbStreamsClient streamsClient;

  private LocalDynamoDb(Database database, Options options) {
    this.database = database;
    var operations = new Operations(database, options);
    this.client = new LocalClient(operations, options.region());
    this.streamsClient = new LocalStreamsClient(operations, options.region());
  }

  /// Opens the tables that the options' file has, or begins with none.
  public static LocalDynamoDb start(Options options) {
    return new LocalDynamoDb(Database.open(options), options);
  }

  /// Any thread may use it at any time.
  public DynamoDbClient client() {
    return client;
  }

  /// Any thread may use it at any time.
  public DynamoDbStreamsClient streamsClient() {
    return streamsClient;
  }

  /// How much the tables take of the options' bound.
  public Database.Usage usage() {
    return database.usage();
  }

  /// Waits until everything that can be read now would survive the end of the process. In memory
  /// there is nothing to wait for.
  public void awaitDurability() {
    database.awaitDurability();
  }

  @Override
  public void close() {
    database.close();
  }
}
