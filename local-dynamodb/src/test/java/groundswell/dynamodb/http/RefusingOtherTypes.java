package groundswell.dynamodb.http;

import groundswell.dynamodb.service.Service;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// JSON with the wrong types for an operation. The refusals are in the service's words, which name
/// its own Java types.
class RefusingOtherTypes {
  @RegisterExtension static final Service service = new Service();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "true  | TRUE_VALUE cannot be converted to String",
        "false | FALSE_VALUE cannot be converted to String",
        "23    | NUMBER_VALUE cannot be converted to String",
        "34.56 | DECIMAL_VALUE cannot be converted to String",
        "[]    | Unrecognized collection type class java.lang.String",
        "{}    | Start of structure or map found where not expected",
      })
  void insteadOfText(String value, String message) {
    refuses("{'TableName': %s}", value, message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "'23'  | STRING_VALUE cannot be converted to Integer",
        "true  | TRUE_VALUE cannot be converted to Integer",
        "[]    | Unrecognized collection type class java.lang.Integer",
        "{}    | Start of structure or map found where not expected",
      })
  void insteadOfANumber(String value, String message) {
    refuses("{'Limit': %s}", value, message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "'23'  | Unexpected token received from parser",
        "23    | NUMBER_VALUE cannot be converted to Boolean",
        "34.56 | DECIMAL_VALUE cannot be converted to Boolean",
        "[]    | Unrecognized collection type class java.lang.Boolean",
        "{}    | Start of structure or map found where not expected",
      })
  void insteadOfATruthValue(String value, String message) {
    refuses("{'ConsistentRead': %s}", value, message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "true    | only base-64-encoded strings are convertible to bytes",
        "34.56   | only base-64-encoded strings are convertible to bytes",
        "[]      | Unrecognized collection type class java.nio.ByteBuffer",
        "{}      | Start of structure or map found where not expected",
        "'23456' | Base64 encoded length is expected a multiple of 4 bytes but found: 5",
        "'=+/='  | Invalid last non-pad Base64 character dectected",
        "'+/+='  | Invalid last non-pad Base64 character dectected",
        "'ab-d'  | Invalid Base64 character: '-'",
      })
  void insteadOfBytes(String value, String message) {
    refuses("{'ExpressionAttributeValues': {':v': {'B': %s}}}", value, message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "'23' | Unexpected field type",
        "true | Unexpected field type",
        "{}   | Start of structure or map found where not expected",
      })
  void insteadOfAList(String value, String message) {
    refuses("{'AttributesToGet': %s}", value, message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "'23' | Unexpected field type",
        "34.5 | Unexpected field type",
        "[]   | Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>",
      })
  void insteadOfAMap(String value, String message) {
    refuses("{'ExclusiveStartKey': %s}", value, message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "'23' | Unexpected value type in payload",
        "true | Unexpected value type in payload",
        "[]   | Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue",
      })
  void insteadOfAnAttributeValue(String value, String message) {
    refuses("{'ExclusiveStartKey': {'a': %s}}", value, message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{'ExclusiveStartKey': {'a': {'L': [1]}}}               | Unexpected value type in payload",
        "{'ExclusiveStartKey': {'a': {'M': {'b': {'S': 1}}}}} | NUMBER_VALUE cannot be converted to String",
      })
  void atAnyDepth(String request, String message) {
    service.refused("Scan", request).is("SerializationException", message);
  }

  private static void refuses(String request, String value, String message) {
    service.refused("Scan", request.formatted(value)).is("SerializationException", message);
  }
}
