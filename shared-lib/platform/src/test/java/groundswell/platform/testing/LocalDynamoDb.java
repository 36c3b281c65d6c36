package groundswell.platform.testing;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;

/// DynamoDB Local in this JVM, started once, with the tables that the template describes. Tests
/// keep apart by using tenants of their own.
public final class LocalDynamoDb {
  public static final String USERS = "Users";
  public static final String PROGRAMS = "Programs";
  public static final String OPERATIONS = "Operations";

  private static final DynamoDbClient CLIENT = start();

  private LocalDynamoDb() {}

  public static DynamoDbClient client() {
    return CLIENT;
  }

  private static DynamoDbClient start() {
    var client = DynamoDBEmbedded.create().dynamoDbClient();
    List.of(USERS, PROGRAMS, OPERATIONS).forEach(table -> createTable(client, table));
    return client;
  }

  private static void createTable(DynamoDbClient client, String name) {
    client.createTable(
        request ->
            request
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("PK"), text("SK"))
                .keySchema(key("PK", KeyType.HASH), key("SK", KeyType.RANGE)));
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
