package groundswell.platform.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A record of a table's stream: one change of an item
/// (<https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html>).
///
/// @param json as Lambda delivers it, kept for records that are set aside
public record StreamRecord(JsonNode json) {

  public String sequenceNumber() {
    return change().path("SequenceNumber").asText();
  }

  /// The item's key; equal for all records of the item.
  public JsonNode keys() {
    return change().path("Keys");
  }

  /// The item after the change; empty if it was removed.
  ///
  /// @throws IllegalArgumentException if a value's type is unknown
  public Map<String, AttributeValue> image() {
    return item(change().path("NewImage"));
  }

  private JsonNode change() {
    return json.path("dynamodb");
  }

  private static Map<String, AttributeValue> item(JsonNode object) {
    var item = new HashMap<String, AttributeValue>();
    object.forEachEntry((name, value) -> item.put(name, value(value)));
    return item;
  }

  /// A value is an object with one field, named after its type (DynamoDB API reference,
  /// `AttributeValue`).
  private static AttributeValue value(JsonNode typed) {
    var field = typed.properties().iterator().next();
    var value = field.getValue();
    return switch (field.getKey()) {
      case "S" -> AttributeValue.fromS(value.asText());
      case "N" -> AttributeValue.fromN(value.asText());
      case "B" -> AttributeValue.fromB(bytes(value));
      case "BOOL" -> AttributeValue.fromBool(value.booleanValue());
      case "NULL" -> AttributeValue.fromNul(value.booleanValue());
      case "SS" -> AttributeValue.fromSs(list(value, JsonNode::asText));
      case "NS" -> AttributeValue.fromNs(list(value, JsonNode::asText));
      case "BS" -> AttributeValue.fromBs(list(value, StreamRecord::bytes));
      case "L" -> AttributeValue.fromL(list(value, StreamRecord::value));
      case "M" -> AttributeValue.fromM(item(value));
      default ->
          throw new IllegalArgumentException(
              "attribute type %s is unknown to DynamoDB".formatted(field.getKey()));
    };
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
    return array.valueStream().map(element).toList();
  }

  private static SdkBytes bytes(JsonNode base64) {
    return SdkBytes.fromByteArray(EventFields.bytes(base64));
  }
}
