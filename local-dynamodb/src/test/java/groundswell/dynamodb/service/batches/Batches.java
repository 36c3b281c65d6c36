package groundswell.dynamodb.service.batches;

import static groundswell.dynamodb.service.Service.json;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.dynamodb.service.Service;
import groundswell.dynamodb.service.Songs;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html>,
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>
class Batches {
  @RegisterExtension static final Service service = new Service();

  @BeforeAll
  static void createTables() {
    Songs.create(service);
    Songs.createWithId(service, "Things", "S");
    Songs.createWithId(service, "Blobs", "B");
  }

  @Test
  void writeToSeveralTablesAndReadFromThem() {
    var written =
        service.call(
            "BatchWriteItem",
            """
            {'RequestItems': {
              'Things': [{'PutRequest': {'Item': {'Id': {'S': 'b1'}, 'n': {'N': '1'}}}}],
              'Songs': [{'PutRequest': {'Item': {'Artist': {'S': 'x'}, 'Title': {'S': 'y'}}}}]}}
            """);
    var read =
        service.call(
            "BatchGetItem",
            """
            {'RequestItems': {
              'Things': {'Keys': [{'Id': {'S': 'b1'}}, {'Id': {'S': 'absent'}}], 'ConsistentRead': true},
              'Songs': {'Keys': [{'Artist': {'S': 'x'}, 'Title': {'S': 'y'}}], 'ProjectionExpression': 'Title'}}}
            """);

    assertThat(written).isEqualTo(json("{'UnprocessedItems': {}}"));
    assertThat(read)
        .isEqualTo(
            json(
                "{'Responses': {'Things': [{'Id': {'S': 'b1'}, 'n': {'N': '1'}}], 'Songs': [{'Title': {'S': 'y'}}]}, 'UnprocessedKeys': {}}"));
  }

  @Test
  void needSomethingToDo() {
    service
        .refused("BatchWriteItem", "{'RequestItems': {}}")
        .isValidation("The requestItems parameter is required for BatchWriteItem");
    service
        .refused("BatchGetItem", "{'RequestItems': {}}")
        .isValidation("The requestItems parameter is required for BatchGetItem");
  }

  @Test
  void writeAtMost25Items() {
    service
        .refused("BatchWriteItem", "{'RequestItems': {'Things': [%s]}}".formatted(puts(26)))
        .isValidationWith(
            "at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]");
    service.call("BatchWriteItem", "{'RequestItems': {'Things': [%s]}}".formatted(puts(25)));
  }

  private static String puts(int number) {
    return IntStream.range(0, number)
        .mapToObj("{'PutRequest': {'Item': {'Id': {'S': 'many-%d'}}}}"::formatted)
        .collect(Collectors.joining(","));
  }

  @Test
  void readAtMost100Items() {
    service
        .refused(
            "BatchGetItem", "{'RequestItems': {'Things': {'Keys': [%s]}}}".formatted(keys(101)))
        .isValidation(
            "1 validation error detected: Value at 'RequestItems.Things.member.Keys' failed to satisfy constraint: Member must have length less than or equal to 100");
    service.call(
        "BatchGetItem", "{'RequestItems': {'Things': {'Keys': [%s]}}}".formatted(keys(100)));
  }

  private static String keys(int number) {
    return IntStream.range(0, number)
        .mapToObj("{'Id': {'S': 'many-%d'}}"::formatted)
        .collect(Collectors.joining(","));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "BatchWriteItem | {'RequestItems': {'Things': [{'PutRequest': {'Item': {'Id': {'S': 'd'}}}}, {'DeleteRequest': {'Key': {'Id': {'S': 'd'}}}}]}}",
        "BatchGetItem | {'RequestItems': {'Things': {'Keys': [{'Id': {'S': 'd'}}, {'Id': {'S': 'd'}}]}}}",
      })
  void nameAnItemOnce(String operation, String request) {
    service
        .refused(operation, request)
        .isValidation("Provided list of item keys contains duplicates");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "BatchWriteItem | {'RequestItems': {'Nowhere': [{'PutRequest': {'Item': {'Id': {'S': 'd'}}}}]}}",
        "BatchGetItem | {'RequestItems': {'Nowhere': {'Keys': [{'Id': {'S': 'd'}}]}}}",
      })
  void needTablesThatAreThere(String operation, String request) {
    service
        .refused(operation, request)
        .is("ResourceNotFoundException", "Requested resource not found");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "Things | {'PutRequest': {'Item': {'Id': {'N': '5'}}}} | The provided key element does not match the schema",
        "Things | {'PutRequest': {'Item': {'Id': {'L': [{'S': 'x'}]}}}} | The provided key element does not match the schema",
        "Things | {'PutRequest': {'Item': {'Id': {'S': ''}}}} | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: Id",
        "Blobs | {'PutRequest': {'Item': {'Id': {'B': ''}}}} | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty binary value. Key: Id",
        "Blobs | {'DeleteRequest': {'Key': {'Id': {'B': ''}}}} | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty binary value. Key: Id",
        "Songs | {'PutRequest': {'Item': {'Artist': {'S': 'a'}, 'Title': {'S': 'b'}, 'Album': {'N': '5'}}}} | One or more parameter values were invalid: Type mismatch for Index Key Album Expected: S Actual: N IndexName: Albums",
        "Songs | {'PutRequest': {'Item': {'Artist': {'S': 'a'}, 'Title': {'S': 'b'}, 'Album': {'S': ''}}}} | One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: Albums, IndexKey: Album",
      })
  void refuseItemsWithOtherKeys(String table, String request, String message) {
    service
        .refused("BatchWriteItem", "{'RequestItems': {'%s': [%s]}}".formatted(table, request))
        .isValidation(message);
  }

  @Test
  void leaveUnreadWhatIsBeyond1MiBOfAPartition() {
    for (var i = 0; i < 5; i++) {
      service.call(
          "PutItem",
          "{'TableName': 'Songs', 'Item': {'Artist': {'S': '%s'}, 'Title': {'S': '%d'}, 'v': {'S': '%s'}}}"
              .formatted(i == 4 ? "Other" : "Long", i, "x".repeat(300_000)));
    }
    var keys =
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    "{'Artist': {'S': '%s'}, 'Title': {'S': '%d'}}"
                        .formatted(i == 4 ? "Other" : "Long", i))
            .collect(Collectors.joining(","));

    var read =
        service.call("BatchGetItem", "{'RequestItems': {'Songs': {'Keys': [%s]}}}".formatted(keys));

    assertThat(read.at("/Responses/Songs")).hasSize(4);
    assertThat(read.at("/UnprocessedKeys/Songs/Keys"))
        .isEqualTo(json("[{'Artist': {'S': 'Long'}, 'Title': {'S': '3'}}]"));
  }

  @Test
  void leaveUnreadWhatIsBeyond16MiB() {
    for (var i = 0; i < 45; i++) {
      service.call(
          "PutItem",
          "{'TableName': 'Things', 'Item': {'Id': {'S': 'large-%d'}, 'v': {'S': '%s'}}}"
              .formatted(i, "x".repeat(390_000)));
    }
    var keys =
        IntStream.range(0, 45)
            .mapToObj("{'Id': {'S': 'large-%d'}}"::formatted)
            .collect(Collectors.joining(","));

    var read =
        service.call(
            "BatchGetItem", "{'RequestItems': {'Things': {'Keys': [%s]}}}".formatted(keys));

    var answered = read.at("/Responses/Things").size();
    assertThat(answered).isBetween(41, 43);
    assertThat(read.at("/UnprocessedKeys/Things/Keys").size()).isEqualTo(45 - answered);
  }
}
