package groundswell.platform.testing;

import groundswell.platform.lambda.QueueMessage;
import java.util.HashMap;
import java.util.Map;

/// A message with changes that no queue makes.
public final class Edited {
  private Edited() {}

  /// @param attribute as [groundswell.platform.queues.MessageAttributes] writes it
  public static QueueMessage with(QueueMessage message, String name, String attribute) {
    var attributes = new HashMap<>(message.attributes());
    attributes.put(name, attribute);
    return copy(message, message.id(), message.metadata(), attributes, message.source());
  }

  public static QueueMessage withMetadata(QueueMessage message, String name, String value) {
    var metadata = new HashMap<>(message.metadata());
    metadata.put(name, value);
    return copy(message, message.id(), metadata, message.attributes(), message.source());
  }

  public static QueueMessage withoutMetadata(QueueMessage message, String name) {
    var metadata = new HashMap<>(message.metadata());
    metadata.remove(name);
    return copy(message, message.id(), metadata, message.attributes(), message.source());
  }

  public static QueueMessage from(QueueMessage message, String source) {
    return copy(message, message.id(), message.metadata(), message.attributes(), source);
  }

  public static QueueMessage withId(QueueMessage message, String id) {
    return copy(message, id, message.metadata(), message.attributes(), message.source());
  }

  private static QueueMessage copy(
      QueueMessage message,
      String id,
      Map<String, String> metadata,
      Map<String, String> attributes,
      String source) {
    return new QueueMessage(
        id,
        message.receiptHandle(),
        message.body(),
        metadata,
        attributes,
        source,
        message.queueArn());
  }
}
