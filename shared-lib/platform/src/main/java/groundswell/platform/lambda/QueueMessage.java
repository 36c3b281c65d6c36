package groundswell.platform.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.platform.queues.MessageAttributes;
import java.util.Map;
import java.util.Optional;

/// A message as a queue delivers it to Lambda
/// (<https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html>).
///
/// @param id given by SQS; the same on each delivery
/// @param receiptHandle identifies this delivery
/// @param metadata what SQS says of the message, for example when it was sent
/// @param attributes set by the sender, as [MessageAttributes] writes them
/// @param source `aws:sqs`, unless the function was invoked directly
public record QueueMessage(
    String id,
    String receiptHandle,
    String body,
    Map<String, String> metadata,
    Map<String, String> attributes,
    String source,
    String queueArn) {
  /// The attribute with the id of the original message, if this is a copy. A handler that made
  /// claims for the original and crashed gets them back with the copy.
  public static final String COPY_OF_ATTRIBUTE = "copy-of";

  /// In [#metadata]: the number of receives, from 1 (SQS API reference, `ReceiveMessage`).
  public static final String RECEIVE_COUNT = "ApproximateReceiveCount";

  public QueueMessage {
    metadata = Map.copyOf(metadata);
    attributes = Map.copyOf(attributes);
  }

  /// Reads a record of the event.
  static QueueMessage of(JsonNode json) {
    return new QueueMessage(
        json.path("messageId").asText(),
        json.path("receiptHandle").asText(),
        json.path("body").asText(),
        EventFields.texts(json.path("attributes")),
        MessageAttributes.of(json.path("messageAttributes")),
        json.path("eventSource").asText(),
        json.path("eventSourceARN").asText());
  }

  /// How often it was received, including this time.
  public int receives() {
    return Integer.parseInt(metadata.getOrDefault(RECEIVE_COUNT, "1"));
  }

  /// The value of an attribute that is not binary.
  public Optional<String> attribute(String name) {
    return Optional.ofNullable(attributes.get(name)).flatMap(MessageAttributes::textOf);
  }

  /// The message's id; for a copy, the original's id.
  public String originalId() {
    return attribute(COPY_OF_ATTRIBUTE).orElse(id);
  }

  /// Whether the message, or the original of a copy, was delivered before.
  public boolean isRedelivered() {
    return receives() > 1 || attribute(COPY_OF_ATTRIBUTE).isPresent();
  }
}
