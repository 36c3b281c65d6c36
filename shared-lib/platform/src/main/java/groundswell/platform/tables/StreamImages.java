package groundswell.platform.tables;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Items as a table's stream writes them: a value is an object with one field, named after its type
/// (DynamoDB API reference, "AttributeValue" of DynamoDB Streams).
public final class StreamImages {
  private StreamImages() {}

  /// @throws IllegalArgumentException if a value has no type, several, or an unknown one
  public static Item item(JsonNode image) {
    return Item.of(values(image));
  }

  private static Map<String, AttributeValue> values(JsonNode object) {
    var values = new HashMap<String, AttributeValue>();
    object.forEachEntry((name, typed) -> values.put(name, value(typed)));
    return values;
  }

  private static AttributeValue value(JsonNode typed) {
    if (typed.size() != 1)
      throw new IllegalArgumentException("an attribute has %d types".formatted(typed.size()));
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
      case "BS" -> AttributeValue.fromBs(list(value, StreamImages::bytes));
      case "L" -> AttributeValue.fromL(list(value, StreamImages::value));
      case "M" -> AttributeValue.fromM(values(value));
      default ->
          throw new IllegalArgumentException(
              "attribute type %s is unknown to DynamoDB".formatted(field.getKey()));
    };
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
    return array.valueStream().map(element).toList();
  }

  private static SdkBytes bytes(JsonNode base64) {
    return SdkBytes.fromByteArray(Base64.getDecoder().decode(base64.asText()));
  }
}
