package groundswell.dynamodb.operations;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import groundswell.dynamodb.LocalDynamoDb;
import groundswell.dynamodb.options.Options;
import groundswell.dynamodb.options.Scheduler;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// The music library of AWS's developer guide, in a separate engine:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/SQLtoNoSQL.html>.
final class Fixture implements AutoCloseable {
  static final String MUSIC = "Music";

  final LocalDynamoDb engine;
  final DynamoDbClient client;

  Fixture() {
    this(Options.inMemory());
  }

  Fixture(Options options) {
    engine = LocalDynamoDb.start(options);
    client = engine.client();
  }

  /// In memory, with this clock and scheduler.
  static Options options(InstantSource clock, Scheduler scheduler) {
    var standard = Options.inMemory();
    return new Options(
        standard.region(),
        standard.accountId(),
        clock,
        standard.random(),
        scheduler,
        standard.file(),
        standard.bytesMax(),
        standard.throughput(),
        standard.replicationLagMax(),
        standard.streams(),
        standard.tableChangeTime());
  }

  /// Songs by artist and title, with a global index by genre and price and a local one by year.
  Fixture withMusic() {
    client.createTable(music());
    return this;
  }

  static CreateTableRequest music() {
    return CreateTableRequest.builder()
        .tableName(MUSIC)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(
            attribute("Artist", ScalarAttributeType.S),
            attribute("SongTitle", ScalarAttributeType.S),
            attribute("Genre", ScalarAttributeType.S),
            attribute("Price", ScalarAttributeType.N),
            attribute("Year", ScalarAttributeType.N))
        .keySchema(hash("Artist"), range("SongTitle"))
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName("ByGenre")
                .keySchema(hash("Genre"), range("Price"))
                .projection(including("AlbumTitle"))
                .build())
        .localSecondaryIndexes(
            LocalSecondaryIndex.builder()
                .indexName("ByYear")
                .keySchema(hash("Artist"), range("Year"))
                .projection(Projection.builder().projectionType(ProjectionType.KEYS_ONLY).build())
                .build())
        .build();
  }

  /// A table with a single key attribute.
  Fixture withTable(String name, ScalarAttributeType keyType) {
    client.createTable(
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(attribute("Id", keyType))
            .keySchema(hash("Id"))
            .build());
    return this;
  }

  void put(Map<String, AttributeValue> item) {
    client.putItem(request -> request.tableName(MUSIC).item(item));
  }

  Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
    return client.getItem(request -> request.tableName(MUSIC).key(key).consistentRead(true)).item();
  }

  static Map<String, AttributeValue> song(String artist, String title) {
    return item("Artist", text(artist), "SongTitle", text(title));
  }

  static Map<String, AttributeValue> with(
      Map<String, AttributeValue> item, Object... namesAndValues) {
    var all = new LinkedHashMap<>(item);
    all.putAll(item(namesAndValues));
    return all;
  }

  static Map<String, AttributeValue> item(Object... namesAndValues) {
    var item = new LinkedHashMap<String, AttributeValue>();
    for (var at = 0; at < namesAndValues.length; at += 2)
      item.put((String) namesAndValues[at], (AttributeValue) namesAndValues[at + 1]);
    return item;
  }

  static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue number(String number) {
    return AttributeValue.fromN(number);
  }

  /// The map's value for a name that must exist.
  static <V> V in(Map<String, V> map, String name) {
    return Objects.requireNonNull(map.get(name), name);
  }

  static AttributeValue number(long number) {
    return number(Long.toString(number));
  }

  static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  static KeySchemaElement hash(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
  }

  static KeySchemaElement range(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.RANGE).build();
  }

  static Projection including(String... attributes) {
    return Projection.builder()
        .projectionType(ProjectionType.INCLUDE)
        .nonKeyAttributes(attributes)
        .build();
  }

  static Projection everything() {
    return Projection.builder().projectionType(ProjectionType.ALL).build();
  }

  /// The message of a request that is refused as invalid.
  static String refusal(ThrowingCallable call) {
    return refusal("ValidationException", call);
  }

  static String refusal(String code, ThrowingCallable call) {
    var refused = catchThrowableOfType(DynamoDbException.class, call);
    if (refused == null) throw new AssertionError("the request was not refused");
    if (!refused.awsErrorDetails().errorCode().equals(code)) throw refused;
    return refused.awsErrorDetails().errorMessage();
  }

  static <B> Consumer<B> nothing() {
    return _ -> {};
  }

  @Override
  public void close() {
    engine.close();
  }
}
