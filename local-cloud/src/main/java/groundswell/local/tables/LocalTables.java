package groundswell.local.tables;

import groundswell.dynamodb.LocalDynamoDb;
import groundswell.dynamodb.options.Options;
import groundswell.local.journal.DataDirectoryException;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.template.LocalNames;
import groundswell.local.template.Topology;
import groundswell.local.template.Topology.Index;
import groundswell.local.template.Topology.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The tables and their streams, in this process.
public final class LocalTables implements AutoCloseable {
  /// The part of the heap that items and stream records may fill; beyond it writes are refused.
  private static final double HEAP_SHARE_MAX = 0.75;

  private final LocalDynamoDb engine;
  private final Map<String, LocalStream> streamsByTable = new HashMap<>();

  private LocalTables(LocalDynamoDb engine) {
    this.engine = engine;
  }

  /// @param scheduler whose time the tables follow
  /// @param file where they are kept; empty keeps them in memory
  public static LocalTables start(Scheduler scheduler, Optional<Path> file) {
    var standard = Options.inMemory();
    return new LocalTables(
        LocalDynamoDb.start(
            new Options(
                LocalNames.REGION,
                LocalNames.ACCOUNT,
                scheduler,
                standard.random(),
                (delay, task) -> scheduler.after(delay, "tables", task),
                file,
                file.isPresent()
                    ? Long.MAX_VALUE
                    : (long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE_MAX),
                standard.throughput(),
                standard.replicationLagMax(),
                standard.streams(),
                standard.tableChangeTime())));
  }

  public DynamoDbClient client() {
    return engine.client();
  }

  public DynamoDbStreamsClient streamsClient() {
    return engine.streamsClient();
  }

  /// The stream of a table.
  ///
  /// @throws IllegalArgumentException if the table has none
  public LocalStream stream(String tableName) {
    var stream = streamsByTable.get(tableName);
    if (stream == null) {
      throw new IllegalArgumentException("table %s has no stream".formatted(tableName));
    }
    return stream;
  }

  /// Creates the tables that do not exist yet.
  ///
  /// @throws DataDirectoryException if one exists, but was created by another template
  public void create(List<Table> tables) {
    for (var table : tables) {
      var kept = find(table.name());
      kept.ifPresent(found -> requireSame(table, found));
      var description =
          kept.orElseGet(() -> client().createTable(request(table)).tableDescription());
      if (table.stream())
        streamsByTable.put(
            table.name(),
            new LocalStream(
                engine.streamsClient(),
                engine::awaitDurability,
                table.name(),
                description.latestStreamArn()));
    }
  }

  private Optional<TableDescription> find(String name) {
    try {
      return Optional.of(client().describeTable(r -> r.tableName(name)).table());
    } catch (ResourceNotFoundException _) {
      return Optional.empty();
    }
  }

  private static void requireSame(Table table, TableDescription kept) {
    var wanted = KeyShape.of(request(table));
    var found = KeyShape.of(kept);
    if (wanted.equals(found)) return;
    throw new DataDirectoryException(
        "table %s is kept with %s, and the template has %s; choose another data directory, or remove this one to begin anew"
            .formatted(table.name(), found, wanted));
  }

  private static CreateTableRequest request(Table table) {
    var request =
        CreateTableRequest.builder()
            .tableName(table.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(schema(table.partitionKey(), table.sortKey()))
            .attributeDefinitions(definitions(table));
    if (!table.indexes().isEmpty()) {
      request.globalSecondaryIndexes(table.indexes().stream().map(LocalTables::index).toList());
    }
    if (table.stream()) {
      request.streamSpecification(
          StreamSpecification.builder()
              .streamEnabled(true)
              .streamViewType(StreamViewType.NEW_IMAGE)
              .build());
    }
    return request.build();
  }

  private static GlobalSecondaryIndex index(Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(schema(index.partitionKey(), index.sortKey()))
        .projection(
            projection -> {
              projection.projectionType(index.projection());
              if (!index.included().isEmpty()) projection.nonKeyAttributes(index.included());
            })
        .build();
  }

  private static List<KeySchemaElement> schema(
      Topology.Key partitionKey, Optional<Topology.Key> sortKey) {
    var elements = new ArrayList<KeySchemaElement>();
    elements.add(element(partitionKey, KeyType.HASH));
    sortKey.ifPresent(key -> elements.add(element(key, KeyType.RANGE)));
    return elements;
  }

  private static KeySchemaElement element(Topology.Key key, KeyType type) {
    return KeySchemaElement.builder().attributeName(key.attribute()).keyType(type).build();
  }

  private static List<AttributeDefinition> definitions(Table table) {
    var ofIndexes =
        table.indexes().stream()
            .flatMap(
                index -> Stream.concat(Stream.of(index.partitionKey()), index.sortKey().stream()));
    return Stream.concat(keys(table), ofIndexes)
        .distinct()
        .map(
            key ->
                AttributeDefinition.builder()
                    .attributeName(key.attribute())
                    .attributeType(key.type())
                    .build())
        .toList();
  }

  private static Stream<Topology.Key> keys(Table table) {
    return Stream.concat(Stream.of(table.partitionKey()), table.sortKey().stream());
  }

  @Override
  public void close() {
    engine.close();
  }
}
