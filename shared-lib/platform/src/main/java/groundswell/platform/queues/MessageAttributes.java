package groundswell.platform.queues;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// Message attributes as text, without loss: `String:blue`, `Number:7`, and bytes in Base64:
/// `Binary:AAE=` (SQS developer guide, "Amazon SQS message metadata").
public final class MessageAttributes {
  private static final String BINARY = "Binary";
  private static final String STRING = "String";

  private MessageAttributes() {}

  /// A text as an attribute.
  public static String text(String value) {
    return STRING + ":" + value;
  }

  /// The value of an attribute; empty if it is binary.
  public static Optional<String> textOf(String attribute) {
    return attribute.startsWith(BINARY)
        ? Optional.empty()
        : Optional.of(attribute.substring(attribute.indexOf(':') + 1));
  }

  /// Reads the attributes of a message in an event.
  public static Map<String, String> of(JsonNode attributes) {
    var texts = new HashMap<String, String>();
    attributes.forEachEntry(
        (name, attribute) -> {
          var type = attribute.path("dataType").asText(STRING);
          var value = attribute.path(type.startsWith(BINARY) ? "binaryValue" : "stringValue");
          texts.put(name, type + ":" + value.asText(""));
        });
    return texts;
  }

  /// The attributes of a message to be sent.
  public static Map<String, MessageAttributeValue> values(Map<String, String> texts) {
    var values = new HashMap<String, MessageAttributeValue>();
    texts.forEach(
        (name, text) -> {
          var parts = text.split(":", 2);
          var value = MessageAttributeValue.builder().dataType(parts[0]);
          if (parts[0].startsWith(BINARY))
            value.binaryValue(SdkBytes.fromByteArray(Base64.getDecoder().decode(parts[1])));
          else value.stringValue(parts[1]);
          values.put(name, value.build());
        });
    return values;
  }
}
