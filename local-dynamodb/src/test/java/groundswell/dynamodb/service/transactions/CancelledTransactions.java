package groundswell.dynamodb.service.transactions;

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

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html>
class CancelledTransactions {
  private static final String CANCELLED =
      "Transaction cancelled, please refer cancellation reasons for specific reasons [%s]";

  @RegisterExtension static final Service service = new Service();

  @BeforeAll
  static void createTables() {
    Songs.create(service);
    Songs.createWithId(service, "Things", "S");
    service.call(
        "PutItem", "{'TableName': 'Things', 'Item': {'Id': {'S': 'there'}, 'n': {'N': '5'}}}");
  }

  @Test
  void haveAReasonForEachActionInItsPlace() {
    var refusal =
        service.refused(
            "TransactWriteItems",
            """
            {'TransactItems': [
              {'Put': {'TableName': 'Things', 'Item': {'Id': {'S': 'new'}}, 'ConditionExpression': 'attribute_not_exists(Id)'}},
              {'Put': {'TableName': 'Things', 'Item': {'Id': {'S': 'there'}}, 'ConditionExpression': 'attribute_not_exists(Id)'}},
              {'ConditionCheck': {'TableName': 'Things', 'Key': {'Id': {'S': 'absent'}}, 'ConditionExpression': 'attribute_exists(Id)'}}]}
            """);

    refusal.is(
        "TransactionCanceledException",
        CANCELLED.formatted("None, ConditionalCheckFailed, ConditionalCheckFailed"));
    assertThat(refusal.body().path("CancellationReasons"))
        .isEqualTo(
            json(
                "[{'Code': 'None'}, {'Code': 'ConditionalCheckFailed', 'Message': 'The conditional request failed'},"
                    + " {'Code': 'ConditionalCheckFailed', 'Message': 'The conditional request failed'}]"));
    assertThat(service.call("GetItem", "{'TableName': 'Things', 'Key': {'Id': {'S': 'new'}}}"))
        .isEqualTo(json("{}"));
  }

  @Test
  void bringTheItemWhereItIsAskedFor() {
    var refusal =
        service.refused(
            "TransactWriteItems",
            """
            {'TransactItems': [{'Update': {'TableName': 'Things', 'Key': {'Id': {'S': 'there'}}, 'UpdateExpression': 'SET n = :v',
              'ConditionExpression': 'n > :min', 'ExpressionAttributeValues': {':v': {'N': '6'}, ':min': {'N': '10'}},
              'ReturnValuesOnConditionCheckFailure': 'ALL_OLD'}}]}
            """);

    assertThat(refusal.body().at("/CancellationReasons/0/Item"))
        .isEqualTo(json("{'Id': {'S': 'there'}, 'n': {'N': '5'}}"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{'Put': {'TableName': 'Things', 'Item': {'Id': {'N': '5'}}}} | One or more parameter values were invalid: Type mismatch for key Id expected: S actual: N",
        "{'Put': {'TableName': 'Things', 'Item': {'Id': {'L': [{'S': 'x'}]}}}} | One or more parameter values were invalid: Type mismatch for key Id expected: S actual: L",
        "{'Put': {'TableName': 'Songs', 'Item': {'Artist': {'S': 'a'}, 'Title': {'S': 'b'}, 'Album': {'N': '5'}}}} | One or more parameter values were invalid: Type mismatch for Index Key Album Expected: S Actual: N IndexName: Albums",
        "{'Update': {'TableName': 'Songs', 'Key': {'Artist': {'S': 'a'}, 'Title': {'S': 'b'}}, 'UpdateExpression': 'SET Album = :v', 'ExpressionAttributeValues': {':v': {'L': []}}}} | One or more parameter values were invalid: Type mismatch for Index Key Album Expected: S Actual: L IndexName: Albums",
        "{'Delete': {'TableName': 'Things', 'Key': {'Id': {'N': '5'}}}} | The provided key element does not match the schema",
      })
  void giveKeysOfOtherTypesAsTheReason(String action, String message) {
    var refusal =
        service.refused("TransactWriteItems", "{'TransactItems': [%s]}".formatted(action));

    refusal.is("TransactionCanceledException", CANCELLED.formatted("ValidationError"));
    assertThat(refusal.body().at("/CancellationReasons/0/Message").asText()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{'Put': {'TableName': 'Things', 'Item': {'Id': {'S': ''}}}} | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: Id",
        "{'Put': {'TableName': 'Songs', 'Item': {'Artist': {'S': 'a'}, 'Title': {'S': 'b'}, 'Album': {'S': ''}}}} | One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: Albums, IndexKey: Album",
        "{'Update': {'TableName': 'Songs', 'Key': {'Artist': {'S': 'a'}, 'Title': {'S': 'b'}}, 'UpdateExpression': 'SET Album = :v', 'ExpressionAttributeValues': {':v': {'S': ''}}}} | One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.",
        "{'Delete': {'TableName': 'Things', 'Key': {'Id': {'S': ''}}}} | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: Id",
      })
  void areRefusedOutrightForEmptyKeys(String action, String message) {
    service
        .refused("TransactWriteItems", "{'TransactItems': [%s]}".formatted(action))
        .isValidation(message);
  }

  @Test
  void touchAnItemOnce() {
    service
        .refused(
            "TransactWriteItems",
            """
            {'TransactItems': [{'Put': {'TableName': 'Things', 'Item': {'Id': {'S': 'twice'}}}},
                               {'Delete': {'TableName': 'Things', 'Key': {'Id': {'S': 'twice'}}}}]}
            """)
        .isValidation("Transaction request cannot include multiple operations on one item");
  }

  @Test
  void haveAtLeastOneActionAndAtMost100() {
    service
        .refused("TransactWriteItems", "{'TransactItems': []}")
        .isValidation(
            "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1");
    service
        .refused("TransactWriteItems", "{'TransactItems': [%s]}".formatted(puts(101)))
        .isValidationWith(
            "at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100");
    service.call("TransactWriteItems", "{'TransactItems': [%s]}".formatted(puts(100)));
  }

  private static String puts(int number) {
    return IntStream.range(0, number)
        .mapToObj("{'Put': {'TableName': 'Things', 'Item': {'Id': {'S': 'many-%d'}}}}"::formatted)
        .collect(Collectors.joining(","));
  }

  @Test
  void areRefusedForTheFirstOfTheirFaults() {
    var deep = "{'L': [".repeat(40) + "{'S': 'x'}" + "]}".repeat(40);
    var nameless = "{'Put': {'TableName': 'Nowhere', 'Item': {'Id': {'S': 'a'}, '': {'S': 'x'}}}}";
    var tooDeep =
        "{'Put': {'TableName': 'Nowhere', 'Item': {'Id': {'S': 'b'}, 'd': %s}}}".formatted(deep);

    refused(nameless + ", " + tooDeep, "Empty attribute name");
    refused(
        tooDeep + ", " + nameless,
        "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit");
    refused(
        "{'Delete': {'TableName': 'Nowhere', 'Key': {'Id': %s}, 'ConditionExpression': 'a = = b'}}"
            .formatted(deep),
        "Invalid ConditionExpression: Syntax error; token: \"=\", near: \"= = b\"");
  }

  private static void refused(String actions, String message) {
    service
        .refused("TransactWriteItems", "{'TransactItems': [%s]}".formatted(actions))
        .isValidation(message);
  }

  @Test
  void answerWithoutAnItemOfWhichNothingIsWanted() {
    assertThat(
            service.call(
                "TransactGetItems",
                "{'TransactItems': [{'Get': {'TableName': 'Things', 'Key': {'Id': {'S': 'there'}}, 'ProjectionExpression': 'absent'}}]}"))
        .isEqualTo(json("{'Responses': [{}]}"));
  }

  @Test
  void needTablesThatAreThere() {
    service
        .refused(
            "TransactWriteItems",
            "{'TransactItems': [{'Put': {'TableName': 'Nowhere', 'Item': {'Id': {'S': 'x'}}}}]}")
        .is("ResourceNotFoundException", "Requested resource not found");
  }

  @Test
  void happenOnceForAToken() {
    var counted =
        """
        {'ClientRequestToken': 'token-1', 'TransactItems': [{'Update': {'TableName': 'Things', 'Key': {'Id': {'S': 'counted'}},
          'UpdateExpression': 'ADD n :one', 'ExpressionAttributeValues': {':one': {'N': '1'}}}}]}
        """;
    service.call("TransactWriteItems", counted);
    service.call("TransactWriteItems", counted);

    assertThat(
            service
                .call("GetItem", "{'TableName': 'Things', 'Key': {'Id': {'S': 'counted'}}}")
                .at("/Item/n/N")
                .asText())
        .isEqualTo("1");
    assertThat(
            service.refused("TransactWriteItems", counted.replace("'N': '1'", "'N': '2'")).code())
        .isEqualTo("IdempotentParameterMismatchException");
  }
}
