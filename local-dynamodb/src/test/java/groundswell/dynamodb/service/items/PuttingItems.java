package groundswell.dynamodb.service.items;

import static groundswell.dynamodb.service.Service.json;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.dynamodb.service.Service;
import groundswell.dynamodb.service.Songs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html>
class PuttingItems {
  @RegisterExtension static final Service service = new Service();

  @BeforeAll
  static void createTables() {
    Songs.create(service);
    Songs.createWithId(service, "Things", "S");
    Songs.createWithId(service, "Blobs", "B");
  }

  @Test
  void answersNothingUnlessItIsAsked() {
    assertThat(service.call("PutItem", "{'TableName': 'Things', 'Item': {'Id': {'S': 'a'}}}"))
        .isEqualTo(json("{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'S': 'grüße'}",
        "{'S': ''}",
        "{'N': '12.5'}",
        "{'B': 'AAH/'}",
        "{'B': ''}",
        "{'BOOL': false}",
        "{'NULL': true}",
        "{'SS': ['a', 'b']}",
        "{'NS': ['1', '2.5']}",
        "{'BS': ['AQ==', 'Ag==']}",
        "{'L': []}",
        "{'M': {}}",
        "{'L': [{'S': 'x'}, {'M': {'deep': {'L': [{'NULL': true}]}}}]}"
      })
  void keepsValuesOfEachTypeAsTheyWere(String value) {
    service.call(
        "PutItem",
        "{'TableName': 'Things', 'Item': {'Id': {'S': 'typed'}, 'v': %s}}".formatted(value));

    var found = service.call("GetItem", "{'TableName': 'Things', 'Key': {'Id': {'S': 'typed'}}}");

    assertThat(found.at("/Item/v")).isEqualTo(json(value));
  }

  @Test
  void replacesAnItemWhole() {
    service.call(
        "PutItem", "{'TableName': 'Things', 'Item': {'Id': {'S': 'r'}, 'old': {'N': '1'}}}");

    var answer =
        service.call(
            "PutItem",
            "{'TableName': 'Things', 'Item': {'Id': {'S': 'r'}, 'new': {'N': '2'}}, 'ReturnValues': 'ALL_OLD'}");

    assertThat(answer).isEqualTo(json("{'Attributes': {'Id': {'S': 'r'}, 'old': {'N': '1'}}}"));
    assertThat(
            service
                .call("GetItem", "{'TableName': 'Things', 'Key': {'Id': {'S': 'r'}}}")
                .path("Item"))
        .isEqualTo(json("{'Id': {'S': 'r'}, 'new': {'N': '2'}}"));
  }

  @Test
  void hasNoOldValuesOfANewItem() {
    assertThat(
            service.call(
                "PutItem",
                "{'TableName': 'Things', 'Item': {'Id': {'S': 'first'}}, 'ReturnValues': 'ALL_OLD'}"))
        .isEqualTo(json("{}"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{'SS': []}               | One or more parameter values were invalid: An string set  may not be empty",
        "{'NS': []}               | One or more parameter values were invalid: An number set  may not be empty",
        "{'BS': []}               | One or more parameter values were invalid: Binary sets should not be empty",
        "{'SS': ['a', 'a']}       | One or more parameter values were invalid: Input collection [a, a] contains duplicates.",
        "{'NS': ['1', '1.0']}     | Input collection contains duplicates",
        "{'NULL': false}          | One or more parameter values were invalid: Null attribute value types must have the value of true",
        "{}                       | Supplied AttributeValue is empty, must contain exactly one of the supported datatypes",
        "{'S': 'a', 'N': '1'}     | Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
        "{'N': ''}                | The parameter cannot be converted to a numeric value",
        "{'N': 'b'}               | The parameter cannot be converted to a numeric value: b",
        "{'NS': ['1', 'b', 'a']}  | The parameter cannot be converted to a numeric value: b",
        "{'N': '123456789012345678901234567890123456789'} | Attempting to store more than 38 significant digits in a Number",
        "{'N': '1e126'}           | Number overflow. Attempting to store a number with magnitude larger than supported range",
        "{'N': '-1e126'}          | Number overflow. Attempting to store a number with magnitude larger than supported range",
        "{'N': '1e-131'}          | Number underflow. Attempting to store a number with magnitude smaller than supported range",
      })
  void refusesValuesThatAreNone(String value, String message) {
    service
        .refused(
            "PutItem",
            "{'TableName': 'Things', 'Item': {'Id': {'S': 'bad'}, 'v': %s}}".formatted(value))
        .isValidation(message);
  }

  @Test
  void refusesTheSameBytesTwiceInASet() {
    service
        .refused(
            "PutItem",
            "{'TableName': 'Things', 'Item': {'Id': {'S': 'bad'}, 'v': {'BS': ['AQ==', 'AQ==']}}}")
        .isValidationWith("contains duplicates.");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{'x': {'S': 'a'}}     | One or more parameter values were invalid: Missing the key Id in the item",
        "{'Id': {'N': '1'}}    | One or more parameter values were invalid: Type mismatch for key Id expected: S actual: N",
        "{'Id': {'L': []}}     | One or more parameter values were invalid: Type mismatch for key Id expected: S actual: L",
        "{'Id': {'S': ''}}     | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: Id",
      })
  void refusesItemsWithoutTheirKey(String item, String message) {
    service
        .refused("PutItem", "{'TableName': 'Things', 'Item': %s}".formatted(item))
        .isValidation(message);
  }

  @Test
  void refusesAKeyOfNoBytes() {
    service
        .refused("PutItem", "{'TableName': 'Blobs', 'Item': {'Id': {'B': ''}}}")
        .isValidation(
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty"
                + " binary value. Key: Id");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{'N': '5'}          | One or more parameter values were invalid: Type mismatch for Index Key Album Expected: S Actual: N IndexName: Albums",
        "{'L': [{'S': 'x'}]} | One or more parameter values were invalid: Type mismatch for Index Key Album Expected: S Actual: L IndexName: Albums",
        "{'S': ''}           | One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: Albums, IndexKey: Album",
      })
  void refusesValuesThatAnIndexCannotHold(String album, String message) {
    service
        .refused(
            "PutItem",
            "{'TableName': 'Songs', 'Item': {'Artist': {'S': 'a'}, 'Title': {'S': 't'}, 'Album': %s}}"
                .formatted(album))
        .isValidation(message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "'Item': {'Id': {'S': 'a'}} | 1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
        "'TableName': '', 'Item': {'Id': {'S': 'a'}} | 1 validation error detected: Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
        "'TableName': 'bad table!@#', 'Item': {'Id': {'S': 'a'}} | 1 validation error detected: Value 'bad table!@#' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
        "'TableName': 'Things' | 1 validation error detected: Value null at 'item' failed to satisfy constraint: Member must not be null",
        "'TableName': 'Things', 'Item': {'Id': {'S': 'a'}}, 'ExpressionAttributeValues': {':v': {'S': 'x'}} | ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null",
        "'TableName': 'Things', 'Item': {'Id': {'S': 'a'}}, 'Expected': {'Id': {'Exists': false}}, 'ConditionExpression': 'attribute_not_exists(Id)' | Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}",
        "'TableName': 'Things', 'Item': {'Id': {'S': 'a'}}, 'ReturnValues': 'ALL_NEW' | ReturnValues can only be ALL_OLD or NONE",
      })
  void refusesRequestsThatAreNotWhole(String members, String message) {
    service.refused("PutItem", "{%s}".formatted(members)).isValidation(message);
  }

  @Test
  void refusesATableNameOfMoreThan255Characters() {
    var name = "a".repeat(256);

    service
        .refused("PutItem", "{'TableName': '%s', 'Item': {'Id': {'S': 'a'}}}".formatted(name))
        .isValidation(
            "1 validation error detected: Value '%s' at 'tableName' failed to satisfy constraint: Member must have length less than or equal to 255"
                .formatted(name));
  }

  @Test
  void namesAllMembersThatHaveNoSuchValue() {
    var refusal =
        service.refused(
            "PutItem",
            "{'TableName': 'Things', 'Item': {'Id': {'S': 'a'}}, 'ReturnConsumedCapacity': 'X', 'ReturnItemCollectionMetrics': 'Y', 'ReturnValues': 'Z'}");

    refusal.isValidationWith("3 validation errors detected: ");
    refusal.isValidationWith("Value 'X' at 'returnConsumedCapacity'");
    refusal.isValidationWith("Value 'Y' at 'returnItemCollectionMetrics'");
    refusal.isValidationWith("Value 'Z' at 'returnValues'");
  }

  @Test
  void knowsWhatTablesThereAre() {
    service
        .refused("PutItem", "{'TableName': 'No-such-table', 'Item': {'Id': {'S': 'a'}}}")
        .is("ResourceNotFoundException", "Requested resource not found");
  }

  @Test
  void refusesAnItemOfMoreThan400KiB() {
    var fits = 409_600 - "Id".length() - "big".length() - "v".length();
    service.call(
        "PutItem",
        "{'TableName': 'Things', 'Item': {'Id': {'S': 'big'}, 'v': {'S': '%s'}}}"
            .formatted("x".repeat(fits)));

    service
        .refused(
            "PutItem",
            "{'TableName': 'Things', 'Item': {'Id': {'S': 'big'}, 'v': {'S': '%s'}}}"
                .formatted("x".repeat(fits + 1)))
        .isValidation("Item size has exceeded the maximum allowed size");
  }

  @Test
  void boundsTheLengthOfPartitionKeys() {
    var item = "{'TableName': 'Things', 'Item': {'Id': {'S': '%s'}}}";
    service.call("PutItem", item.formatted("k".repeat(2048)));

    service
        .refused("PutItem", item.formatted("k".repeat(2049)))
        .isValidation(
            "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes");
  }

  @Test
  void boundsTheLengthOfSortKeys() {
    var item = "{'TableName': 'Songs', 'Item': {'Artist': {'S': 'a'}, 'Title': {'S': '%s'}}}";
    service.call("PutItem", item.formatted("k".repeat(1024)));

    service
        .refused("PutItem", item.formatted("k".repeat(1025)))
        .isValidation(
            "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
  }

  @Test
  void nestsValuesTo32Levels() {
    service.call(
        "PutItem",
        "{'TableName': 'Things', 'Item': {'Id': {'S': 'deep'}, 'v': %s}}".formatted(nested(31)));

    service
        .refused(
            "PutItem",
            "{'TableName': 'Things', 'Item': {'Id': {'S': 'deep'}, 'v': %s}}".formatted(nested(33)))
        .isValidation(
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit");
  }

  private static String nested(int levels) {
    return "{'L': [".repeat(levels) + "{'S': 'x'}" + "]}".repeat(levels);
  }

  /// developerguide/HowItWorks.NamingRulesDataTypes.html: attribute names have at least one
  /// character.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "'': {'S': 'x'}",
        "'': {'S': 'x'}, 'v': {'SS': []}",
        "'v': {'M': {'': {'S': 'x'}}}",
        "'v': {'L': [{'M': {'': {'S': 'x'}}}]}",
      })
  void wantsANameForEachAttribute(String attributes) {
    service
        .refused(
            "PutItem",
            "{'TableName': 'Things', 'Item': {'Id': {'S': 'a'}, %s}}".formatted(attributes))
        .isValidation("Empty attribute name");
  }

  @Test
  void keepsSetsInTheirOwnOrder() {
    service.call(
        "PutItem",
        "{'TableName': 'Things', 'Item': {'Id': {'S': 'sets'}, 't': {'SS': ['b', '', 'a', 'B']}, 'n': {'NS': ['10', '-1', '9.5']}, 'b': {'BS': ['/w==', 'AA==', '']}}}");

    assertThat(
            service
                .call("GetItem", "{'TableName': 'Things', 'Key': {'Id': {'S': 'sets'}}}")
                .path("Item"))
        .isEqualTo(
            json(
                "{'Id': {'S': 'sets'}, 't': {'SS': ['', 'B', 'a', 'b']}, 'n': {'NS': ['-1', '9.5', '10']}, 'b': {'BS': ['', 'AA==', '/w==']}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1e99999999999        | Number overflow. Attempting to store a number with magnitude larger than supported range",
        "1e-99999999999       | Number underflow. Attempting to store a number with magnitude smaller than supported range",
        "1e9223372036854775808 | The parameter cannot be converted to a numeric value: 1e9223372036854775808",
        "0e126                | Number overflow. Attempting to store a number with magnitude larger than supported range",
        "0e-131               | Number underflow. Attempting to store a number with magnitude smaller than supported range",
      })
  void readsAnExponentInFull(String number, String message) {
    service
        .refused(
            "PutItem",
            "{'TableName': 'Things', 'Item': {'Id': {'S': 'n'}, 'v': {'N': '%s'}}}"
                .formatted(number))
        .isValidation(message);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0e125, 0",
    "1.0, 1",
    "-0, 0",
    "0100, 100",
    "1e2, 100",
    "+7, 7",
    ".5, 0.5",
    "1e-3, 0.001",
    "12345678901234567890123456789012345678, 12345678901234567890123456789012345678"
  })
  void writesNumbersInOneWay(String put, String found) {
    service.call(
        "PutItem",
        "{'TableName': 'Things', 'Item': {'Id': {'S': 'n'}, 'v': {'N': '%s'}}}".formatted(put));

    assertThat(
            service
                .call("GetItem", "{'TableName': 'Things', 'Key': {'Id': {'S': 'n'}}}")
                .at("/Item/v/N")
                .asText())
        .isEqualTo(found);
  }
}
