package groundswell.local.polling;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// Messages as Lambda hands them to functions:
/// <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html>.
final class QueueEvent {
  private final JsonFactory factory = new JsonFactory();
  private final ObjectMapper mapper = new ObjectMapper();
  private final String queueArn;
  private final String region;

  QueueEvent(String queueArn) {
    this.queueArn = queueArn;
    this.region = queueArn.split(":", -1)[3];
  }

  /// One record of the event.
  SdkBytes record(Message message) {
    var out = new ByteArrayOutputStream(message.body().length() + 1024);
    try (var json = factory.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("messageId", message.messageId());
      json.writeStringField("receiptHandle", message.receiptHandle());
      json.writeStringField("body", message.body());
      json.writeObjectFieldStart("attributes");
      for (var attribute : message.attributesAsStrings().entrySet()) {
        json.writeStringField(attribute.getKey(), attribute.getValue());
      }
      json.writeEndObject();
      writeMessageAttributes(json, message.messageAttributes());
      json.writeStringField("md5OfBody", message.md5OfBody());
      if (message.md5OfMessageAttributes() != null) {
        json.writeStringField("md5OfMessageAttributes", message.md5OfMessageAttributes());
      }
      json.writeStringField("eventSource", "aws:sqs");
      json.writeStringField("eventSourceARN", queueArn);
      json.writeStringField("awsRegion", region);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SdkBytes.fromByteArrayUnsafe(out.toByteArray());
  }

  private static void writeMessageAttributes(
      JsonGenerator json, Map<String, MessageAttributeValue> attributes) throws IOException {
    json.writeObjectFieldStart("messageAttributes");
    for (var attribute : attributes.entrySet()) {
      var value = attribute.getValue();
      json.writeObjectFieldStart(attribute.getKey());
      if (value.stringValue() != null) json.writeStringField("stringValue", value.stringValue());
      if (value.binaryValue() != null) {
        json.writeBinaryField("binaryValue", value.binaryValue().asByteArrayUnsafe());
      }
      json.writeArrayFieldStart("stringListValues");
      json.writeEndArray();
      json.writeArrayFieldStart("binaryListValues");
      json.writeEndArray();
      json.writeStringField("dataType", value.dataType());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /// The part of a message that filters see: its body, as JSON if it is an object, else as text.
  /// <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html>
  String filterView(Message message) {
    var view = mapper.createObjectNode();
    view.set("body", body(message.body()));
    return view.toString();
  }

  private JsonNode body(String text) {
    try {
      var parsed = mapper.readTree(text);
      if (parsed != null && parsed.isObject()) return parsed;
    } catch (IOException _) {
      return mapper.getNodeFactory().textNode(text);
    }
    return mapper.getNodeFactory().textNode(text);
  }
}
