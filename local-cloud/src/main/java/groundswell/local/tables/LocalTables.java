package groundswell.local.tables;

import groundswell.local.template.Topology;
import groundswell.local.template.Topology.Index;
import groundswell.local.template.Topology.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// DynamoDB Local in this process. Its memory is native: `-Xmx` does not bound it.
public final class LocalTables implements AutoCloseable {
  /// DynamoDB Local reads it from the environment alone.
  private static final String TELEMETRY = "DDB_LOCAL_TELEMETRY";

  private static final String PRIMER = "local-cloud-primer";

  private final Engine engine;
  private final DynamoDbClient client;
  private final DynamoDbStreamsClient streams;
  private final Map<String, LocalStream> streamsByTable = new HashMap<>();

  private LocalTables(Engine engine) {
    this.engine = engine;
    this.client = engine.tables();
    this.streams = engine.streams();
  }

  /// @throws IllegalStateException if DynamoDB Local would send telemetry
  public static LocalTables start() {
    if (!"0".equals(System.getenv(TELEMETRY))) {
      throw new IllegalStateException(
          "DynamoDB Local sends telemetry unless the environment variable %s is 0; set it to 0"
              .formatted(TELEMETRY));
    }
    return new LocalTables(new Engine());
  }

  public DynamoDbClient client() {
    return client;
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

  /// Creates the tables, and opens their streams when all have their first record: with two or more
  /// streams, DynamoDB Local fails an iterator that was taken while its shard was empty.
  public void create(List<Table> tables) {
    var arns = new HashMap<String, String>();
    for (var table : tables) {
      var created = client.createTable(request(table)).tableDescription();
      if (table.stream()) arns.put(table.name(), created.latestStreamArn());
    }
    tables.stream().filter(Table::stream).forEach(this::prime);
    arns.forEach(
        (name, arn) -> streamsByTable.put(name, LocalStream.afterItsRecords(streams, name, arn)));
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
        .projection(projection -> projection.projectionType(index.projection()))
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

  private void prime(Table table) {
    var key = new HashMap<String, AttributeValue>();
    keys(table).forEach(attribute -> key.put(attribute.attribute(), primerValue(attribute.type())));
    client.putItem(request -> request.tableName(table.name()).item(key));
    client.deleteItem(request -> request.tableName(table.name()).key(key));
  }

  private static AttributeValue primerValue(String type) {
    return switch (type) {
      case "S" -> AttributeValue.fromS(PRIMER);
      case "N" -> AttributeValue.fromN("0");
      case "B" -> AttributeValue.fromB(SdkBytes.fromUtf8String(PRIMER));
      default -> throw new IllegalArgumentException("key type \"%s\"; S, N or B".formatted(type));
    };
  }

  @Override
  public void close() {
    engine.close();
  }
}
