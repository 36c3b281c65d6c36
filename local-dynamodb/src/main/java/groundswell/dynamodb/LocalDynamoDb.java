package groundswell.dynamodb;

import groundswell.dynamodb.clients.LocalClient;
import groundswell.dynamodb.clients.LocalStreamsClient;
import groundswell.dynamodb.operations.Operations;
import groundswell.dynamodb.options.Options;
import groundswell.dynamodb.tables.Database;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// A running engine: tables and streams, and the SDK's clients for them.
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

  /// Opens the tables in the options' file, or starts with none.
  public static LocalDynamoDb start(Options options) {
    return new LocalDynamoDb(Database.open(options), options);
  }

  /// Thread-safe.
  public DynamoDbClient client() {
    return client;
  }

  /// Thread-safe.
  public DynamoDbStreamsClient streamsClient() {
    return streamsClient;
  }

  /// How much of the options' bound the tables use.
  public Database.Usage usage() {
    return database.usage();
  }

  /// Waits until everything that is readable now would survive a crash of the process. In memory
  /// there is nothing to wait for.
  public void awaitDurability() {
    database.awaitDurability();
  }

  @Override
  public void close() {
    database.close();
  }
}
