package groundswell.dynamodb.service.tables;

import static groundswell.dynamodb.service.Service.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.dynamodb.service.Service;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html>
class CreatingTables {
  private static final String KEY =
      "'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}], 'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}]";

  @RegisterExtension static final Service service = new Service();

  @Test
  void describesTheTable() {
    var created =
        service
            .call(
                "CreateTable",
                "{'TableName': 'Plain', 'BillingMode': 'PAY_PER_REQUEST', %s}".formatted(KEY))
            .path("TableDescription");
    var table = service.call("DescribeTable", "{'TableName': 'Plain'}").path("Table");

    assertThat(table.path("TableStatus").asText()).isEqualTo("ACTIVE");
    assertThat(table.path("TableId")).isEqualTo(created.path("TableId"));
    assertThat(table.path("KeySchema"))
        .isEqualTo(json("[{'AttributeName': 'pk', 'KeyType': 'HASH'}]"));
    assertThat(table.path("BillingModeSummary").path("BillingMode").asText())
        .isEqualTo("PAY_PER_REQUEST");
    assertThat(table.at("/ProvisionedThroughput/ReadCapacityUnits").asInt()).isZero();
    assertThat(table.path("ItemCount").asInt()).isZero();
    assertThat(table.path("DeletionProtectionEnabled").asBoolean()).isFalse();
    assertThat(table.path("CreationDateTime").isNumber()).isTrue();
    assertThat(table.has("SSEDescription")).isFalse();
    assertThat(table.has("GlobalSecondaryIndexes")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "'DeletionProtectionEnabled': true | /DeletionProtectionEnabled | true",
        "'TableClass': 'STANDARD_INFREQUENT_ACCESS' | /TableClassSummary/TableClass | 'STANDARD_INFREQUENT_ACCESS'",
        "'SSESpecification': {'Enabled': true} | /SSEDescription/SSEType | 'KMS'",
        "'OnDemandThroughput': {'MaxReadRequestUnits': 10, 'MaxWriteRequestUnits': 5} | /OnDemandThroughput | {'MaxReadRequestUnits': 10, 'MaxWriteRequestUnits': 5}",
        "'StreamSpecification': {'StreamEnabled': true, 'StreamViewType': 'KEYS_ONLY'} | /StreamSpecification | {'StreamEnabled': true, 'StreamViewType': 'KEYS_ONLY'}",
      })
  void remembersItsSettings(String members, String path, String value) {
    var name = service.newName();
    service.call(
        "CreateTable",
        "{'TableName': '%s', 'BillingMode': 'PAY_PER_REQUEST', %s, %s}"
            .formatted(name, KEY, members));

    assertThat(
            service
                .call("DescribeTable", "{'TableName': '%s'}".formatted(name))
                .path("Table")
                .at(path))
        .isEqualTo(json(value));
  }

  @Test
  void protectsATableFromDeletion() {
    service.call(
        "CreateTable",
        "{'TableName': 'Kept', 'BillingMode': 'PAY_PER_REQUEST', 'DeletionProtectionEnabled': true, %s}"
            .formatted(KEY));

    service
        .refused("DeleteTable", "{'TableName': 'Kept'}")
        .isValidationWith("protected against deletion");
    service.call("UpdateTable", "{'TableName': 'Kept', 'DeletionProtectionEnabled': false}");
    service.call("DeleteTable", "{'TableName': 'Kept'}");

    service
        .refused("DescribeTable", "{'TableName': 'Kept'}")
        .is("ResourceNotFoundException", "Requested resource not found: Table: Kept not found");
  }

  @Test
  void refusesATableThatIsThere() {
    service.call(
        "CreateTable",
        "{'TableName': 'Twice', 'BillingMode': 'PAY_PER_REQUEST', %s}".formatted(KEY));

    service
        .refused(
            "CreateTable",
            "{'TableName': 'Twice', 'BillingMode': 'PAY_PER_REQUEST', %s}".formatted(KEY))
        .is("ResourceInUseException", "Table already exists: Twice");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "'TableName': 'ab' | Member must have length greater than or equal to 3",
        "'TableName': 'x!' | Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
        "'TableName': 'Bad', 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'X'}], 'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}] | enum value set",
        "'TableName': 'Bad', 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}], 'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'X'}] | enum value set",
        "'TableName': 'Bad', 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}], 'AttributeDefinitions': [{'AttributeName': 'other', 'AttributeType': 'S'}] | Some index key attributes are not defined in AttributeDefinitions",
        "'TableName': 'Bad', 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}], 'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}, {'AttributeName': 'more', 'AttributeType': 'S'}] | Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
        "'TableName': 'Bad', 'KeySchema': [], 'AttributeDefinitions': [] | keySchema",
      })
  void refusesKeysThatAreNone(String members, String message) {
    service
        .refused("CreateTable", "{%s, 'BillingMode': 'PAY_PER_REQUEST'}".formatted(members))
        .isValidationWith(message);
  }

  @Test
  void looksAtGlobalIndexesBeforeLocalOnes() {
    service
        .refused(
            "CreateTable",
            "{'TableName': 'Bad', %s, 'BillingMode': 'PAY_PER_REQUEST', 'LocalSecondaryIndexes': [%s], 'GlobalSecondaryIndexes': [%s]}"
                .formatted(KEY, index("l1"), index("g1")))
        .isValidation(
            "2 validation errors detected: Value 'g1' at 'globalSecondaryIndexes.1.member.indexName' failed to satisfy constraint: Member must have length greater than or equal to 3; Value 'l1' at 'localSecondaryIndexes.1.member.indexName' failed to satisfy constraint: Member must have length greater than or equal to 3");
  }

  private static String index(String name) {
    return "{'IndexName': '%s', 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}], 'Projection': {'ProjectionType': 'ALL'}}"
        .formatted(name);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "'BillingMode': 'PROVISIONED' | ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
        "'BillingMode': 'PAY_PER_REQUEST', 'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1} | Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
        "'BillingMode': 'X' | enum value set",
        "'ProvisionedThroughput': {'ReadCapacityUnits': 0, 'WriteCapacityUnits': 1} | Member must have value greater than or equal to 1",
        "'BillingMode': 'PAY_PER_REQUEST', 'StreamSpecification': {'StreamEnabled': false, 'StreamViewType': 'NEW_IMAGE'} | Table is being created with a stream disabled, UpdateViewType should not be specified",
        "'BillingMode': 'PAY_PER_REQUEST', 'StreamSpecification': {'StreamEnabled': true} | StreamViewType",
      })
  void refusesSettingsThatExcludeEachOther(String members, String message) {
    service
        .refused("CreateTable", "{'TableName': 'Bad', %s, %s}".formatted(KEY, members))
        .isValidationWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{'ProjectionType': 'INCLUDE'} | NonKeyAttributes",
        "{'ProjectionType': 'KEYS_ONLY', 'NonKeyAttributes': ['x']} | NonKeyAttributes",
        "{} | Unknown ProjectionType: null",
        "{'ProjectionType': 'X'} | enum value set",
      })
  void refusesProjectionsThatAreNone(String projection, String message) {
    service
        .refused(
            "CreateTable",
            withGlobalIndexes(
                "{'IndexName': 'one', 'KeySchema': [{'AttributeName': 'g', 'KeyType': 'HASH'}], 'Projection': %s}"
                    .formatted(projection)))
        .isValidationWith(message);
  }

  @Test
  void refusesTwoIndexesOfOneName() {
    var index =
        "{'IndexName': 'one', 'KeySchema': [{'AttributeName': 'g', 'KeyType': 'HASH'}], 'Projection': {'ProjectionType': 'ALL'}}";

    service
        .refused("CreateTable", withGlobalIndexes(index + "," + index))
        .isValidationWith("uplicate index name: one");
  }

  @Test
  void hasAtMost20GlobalIndexes() {
    service
        .refused("CreateTable", withGlobalIndexes(indexes(21)))
        .isValidationWith("GlobalSecondaryIndex count exceeds the per-table limit of 20");
    assertThat(
            service
                .call("CreateTable", withGlobalIndexes(indexes(20)))
                .at("/TableDescription/GlobalSecondaryIndexes")
                .size())
        .isEqualTo(20);
  }

  private static String indexes(int number) {
    return IntStream.range(0, number)
        .mapToObj(
            "{'IndexName': 'index-%d', 'KeySchema': [{'AttributeName': 'g', 'KeyType': 'HASH'}], 'Projection': {'ProjectionType': 'ALL'}}"
                ::formatted)
        .collect(Collectors.joining(","));
  }

  private static String withGlobalIndexes(String indexes) {
    return """
        {'TableName': '%s', 'BillingMode': 'PAY_PER_REQUEST', 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
         'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}, {'AttributeName': 'g', 'AttributeType': 'S'}],
         'GlobalSecondaryIndexes': [%s]}
        """
        .formatted(service.newName(), indexes);
  }

  @Test
  void refusesALocalIndexOfATableWithoutASortKey() {
    service
        .refused(
            "CreateTable",
            """
            {'TableName': 'Bad', 'BillingMode': 'PAY_PER_REQUEST', 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
             'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}, {'AttributeName': 's', 'AttributeType': 'S'}],
             'LocalSecondaryIndexes': [{'IndexName': 'one', 'Projection': {'ProjectionType': 'ALL'},
               'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}, {'AttributeName': 's', 'KeyType': 'RANGE'}]}]}
            """)
        .isValidationWith("Table KeySchema does not have a range key");
  }

  @Test
  void addsAnIndexWithTheItemsThatAreThere() {
    service.call(
        "CreateTable",
        "{'TableName': 'Growing', 'BillingMode': 'PAY_PER_REQUEST', %s}".formatted(KEY));
    service.call(
        "PutItem", "{'TableName': 'Growing', 'Item': {'pk': {'S': 'a'}, 'g': {'S': 'x'}}}");
    service.call("PutItem", "{'TableName': 'Growing', 'Item': {'pk': {'S': 'b'}}}");

    service.call(
        "UpdateTable",
        """
        {'TableName': 'Growing', 'AttributeDefinitions': [{'AttributeName': 'g', 'AttributeType': 'S'}],
         'GlobalSecondaryIndexUpdates': [{'Create': {'IndexName': 'late', 'Projection': {'ProjectionType': 'ALL'},
           'KeySchema': [{'AttributeName': 'g', 'KeyType': 'HASH'}]}}]}
        """);

    assertThat(indexOf("Growing").path("IndexStatus").asText()).isEqualTo("ACTIVE");
    assertThat(
            service
                .call("Scan", "{'TableName': 'Growing', 'IndexName': 'late'}")
                .path("Count")
                .asInt())
        .isEqualTo(1);

    service.call(
        "UpdateTable",
        "{'TableName': 'Growing', 'GlobalSecondaryIndexUpdates': [{'Delete': {'IndexName': 'late'}}]}");
    assertThat(indexOf("Growing").isMissingNode()).isTrue();
  }

  private static JsonNode indexOf(String table) {
    return service
        .call("DescribeTable", "{'TableName': '%s'}".formatted(table))
        .at("/Table/GlobalSecondaryIndexes/0");
  }

  @Test
  void refusesToRemoveAnIndexThatIsNotThere() {
    service.call(
        "CreateTable",
        "{'TableName': 'Bare', 'BillingMode': 'PAY_PER_REQUEST', %s}".formatted(KEY));

    assertThat(
            service
                .refused(
                    "UpdateTable",
                    "{'TableName': 'Bare', 'GlobalSecondaryIndexUpdates': [{'Delete': {'IndexName': 'none'}}]}")
                .code())
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void tagsATable() {
    var arn =
        service
            .call(
                "CreateTable",
                "{'TableName': 'Tagged', 'BillingMode': 'PAY_PER_REQUEST', %s, 'Tags': [{'Key': 'a', 'Value': '1'}]}"
                    .formatted(KEY))
            .at("/TableDescription/TableArn")
            .asText();
    service.call(
        "TagResource",
        "{'ResourceArn': '%s', 'Tags': [{'Key': 'a', 'Value': '2'}, {'Key': 'b', 'Value': '3'}]}"
            .formatted(arn));
    service.call("UntagResource", "{'ResourceArn': '%s', 'TagKeys': ['b']}".formatted(arn));

    assertThat(service.call("ListTagsOfResource", "{'ResourceArn': '%s'}".formatted(arn)))
        .isEqualTo(json("{'Tags': [{'Key': 'a', 'Value': '2'}]}"));
    assertThat(
            service
                .refused(
                    "TagResource",
                    "{'ResourceArn': 'not-an-arn', 'Tags': [{'Key': 'a', 'Value': '2'}]}")
                .code())
        .isEqualTo("ValidationException");
    assertThat(
            service
                .refused(
                    "ListTagsOfResource",
                    "{'ResourceArn': 'arn:aws:dynamodb:us-east-1:000000000000:table/nowhere'}")
                .code())
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void tellsTheLimitsOfTheAccount() {
    var limits = service.call("DescribeLimits", "{}");

    assertThat(limits.path("AccountMaxReadCapacityUnits").asInt()).isPositive();
    assertThat(limits.path("TableMaxWriteCapacityUnits").asInt()).isPositive();
    assertThat(
            service.call("DescribeEndpoints", "{}").at("/Endpoints/0/CachePeriodInMinutes").asInt())
        .isPositive();
  }
}
