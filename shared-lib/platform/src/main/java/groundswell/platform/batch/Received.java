package groundswell.platform.batch;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.Optional;

/// Reads the metadata of a message that SQS delivers.
public final class Received {
  /// The id of the original message, if this is a copy. A handler that made claims for the original
  /// and crashed gets them back with the copy.
  public static final String COPY_OF_ATTRIBUTE = "copy-of";

  private Received() {}

  /// The number of receives, from 1 (SQS API reference, `ReceiveMessage`).
  public static int times(SQSMessage message) {
    return Integer.parseInt(message.getAttributes().getOrDefault("ApproximateReceiveCount", "1"));
  }

  /// An attribute set by the sender.
  public static Optional<String> attribute(SQSMessage message, String name) {
    var attributes = message.getMessageAttributes();
    if (attributes == null || attributes.get(name) == null) return Optional.empty();
    return Optional.ofNullable(attributes.get(name).getStringValue());
  }

  /// The message's id; for a copy, the original's id.
  static String idOf(SQSMessage message) {
    return attribute(message, COPY_OF_ATTRIBUTE).orElseGet(message::getMessageId);
  }

  /// Whether the message, or the original of a copy, was delivered before.
  static boolean isAgain(SQSMessage message) {
    return times(message) > 1 || attribute(message, COPY_OF_ATTRIBUTE).isPresent();
  }
}
