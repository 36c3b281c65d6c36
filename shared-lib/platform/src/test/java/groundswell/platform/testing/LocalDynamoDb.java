package groundswell.platform.testing;

import groundswell.dynamodb.options.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// The template's tables in this JVM, started once. Tests use tenants of their own to stay
/// isolated.
public final class LocalDynamoDb {
  public static final String USERS = "Users";
  public static final String PROGRAMS = "Programs";
  public static final String OPERATIONS = "Operations";

  private static final List<String> FAILURES_LISTED =
      List.of("o", "k", "e", "r", "f", "h", "t", "p", "m", "c", "s", "l", "z", "n", "d", "w");

  private static final DynamoDbClient CLIENT = start(Options.inMemory());

  private LocalDynamoDb() {}

  public static DynamoDbClient client() {
    return CLIENT;
  }

  /// Separate tables whose indexes and eventually consistent reads lag.
  public static DynamoDbClient lagging(Duration most) {
    var standard = Options.inMemory();
    return start(
        new Options(
            standard.region(),
            standard.accountId(),
            standard.clock(),
            standard.random(),
            standard.scheduler(),
            standard.file(),
            standard.bytesMax(),
            standard.throughput(),
            most,
            standard.streams(),
            standard.tableChangeTime()));
  }

  private static DynamoDbClient start(Options options) {
    var client = groundswell.dynamodb.LocalDynamoDb.start(options).client();
    client.createTable(users());
    client.createTable(table(PROGRAMS).build());
    client.createTable(operations());
    return client;
  }

  private static CreateTableRequest.Builder table(String name) {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(text("PK"), text("SK"))
        .keySchema(key("PK", KeyType.HASH), key("SK", KeyType.RANGE));
  }

  private static CreateTableRequest users() {
    return table(USERS)
        .attributeDefinitions(text("PK"), text("SK"), text("memberPart"))
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName("MembersByTenant")
                .keySchema(key("memberPart", KeyType.HASH), key("PK", KeyType.RANGE))
                .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                .build())
        .build();
  }

  private static CreateTableRequest operations() {
    return table(OPERATIONS)
        .attributeDefinitions(
            text("PK"),
            text("SK"),
            text("failureGroup"),
            text("failureTenant"),
            text("failureUpload"),
            text("failureChallenge"),
            text("failureOrder"))
        .globalSecondaryIndexes(
            failuresBy("Group", "failureTenant", "failureUpload", "failureChallenge"),
            failuresBy("Tenant", "failureUpload", "failureChallenge"),
            failuresBy("Upload", "failureTenant", "failureChallenge"),
            failuresBy("Challenge", "failureTenant", "failureUpload"))
        .build();
  }

  /// @param others the keys of this index in addition to the listed ones
  private static GlobalSecondaryIndex failuresBy(String name, String... others) {
    var projected = new ArrayList<>(FAILURES_LISTED);
    projected.addAll(List.of(others));
    return GlobalSecondaryIndex.builder()
        .indexName("FailuresBy" + name)
        .keySchema(key("failure" + name, KeyType.HASH), key("failureOrder", KeyType.RANGE))
        .projection(
            projection ->
                projection.projectionType(ProjectionType.INCLUDE).nonKeyAttributes(projected))
        .build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
