package groundswell.platform.batch;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.nio.ByteBuffer;
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

  public static Map<String, String> of(SQSMessage message) {
    var texts = new HashMap<String, String>();
    Map<String, MessageAttribute> attributes = message.getMessageAttributes();
    if (attributes == null) return texts;
    attributes.forEach((name, value) -> texts.put(name, typeOf(value) + ":" + valueOf(value)));
    return texts;
  }

  private static String typeOf(MessageAttribute attribute) {
    return attribute.getDataType() == null ? STRING : attribute.getDataType();
  }

  private static String valueOf(MessageAttribute attribute) {
    if (!typeOf(attribute).startsWith(BINARY))
      return Optional.ofNullable(attribute.getStringValue()).orElse("");
    if (attribute.getBinaryValue() == null) return "";
    ByteBuffer bytes = attribute.getBinaryValue().duplicate();
    var copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return Base64.getEncoder().encodeToString(copy);
  }

  static Map<String, MessageAttributeValue> values(Map<String, String> texts) {
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
