package groundswell.platform.batch;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.Optional;

/// What a message that SQS delivers says about itself.
public final class Received {
  /// The id of the message that this one is a copy of: a handler that claimed something for the
  /// first, and died, is given its claims again.
  public static final String COPY_OF_ATTRIBUTE = "copy-of";

  private Received() {}

  /// How often, from 1
  /// (SQS API reference, `ReceiveMessage`).
  public static int times(SQSMessage message) {
    return Integer.parseInt(message.getAttributes().getOrDefault("ApproximateReceiveCount", "1"));
  }

  /// An attribute that the sender gave it.
  public static Optional<String> attribute(SQSMessage message, String name) {
    var attributes = message.getMessageAttributes();
    if (attributes == null || attributes.get(name) == null) return Optional.empty();
    return Optional.ofNullable(attributes.get(name).getStringValue());
  }

  /// A message's id, or that of the one which it is a copy of.
  static String idOf(SQSMessage message) {
    return attribute(message, COPY_OF_ATTRIBUTE).orElseGet(message::getMessageId);
  }

  /// Whether it was delivered before, itself or as the one which it is a copy of.
  static boolean isAgain(SQSMessage message) {
    return times(message) > 1 || attribute(message, COPY_OF_ATTRIBUTE).isPresent();
  }
}
