package groundswell.platform.batch;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.Optional;

/// What SQS says about a message that it delivers.
final class Received {
  private Received() {}

  /// How often, from 1
  /// (SQS API reference, `ReceiveMessage`).
  static int times(SQSMessage message) {
    return Integer.parseInt(message.getAttributes().getOrDefault("ApproximateReceiveCount", "1"));
  }

  /// An attribute that the sender gave it.
  static Optional<String> attribute(SQSMessage message, String name) {
    var attributes = message.getMessageAttributes();
    if (attributes == null || attributes.get(name) == null) return Optional.empty();
    return Optional.ofNullable(attributes.get(name).getStringValue());
  }
}
