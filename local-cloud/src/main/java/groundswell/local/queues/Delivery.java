package groundswell.local.queues;

import java.util.Map;
import java.util.Optional;

/// A message that a service of the cloud (not a function) sends to a queue.
///
/// @param origin what sends it, for messages and logs, for example a rule's logical id
/// @param attributes string attributes of the message
/// @param deadLetters where it goes when the queue refuses it for good
public record Delivery(
    String origin,
    String queueUrl,
    String body,
    Map<String, String> attributes,
    Optional<DeadLetters> deadLetters) {

  public Delivery {
    attributes = Map.copyOf(attributes);
  }

  /// @param attributes that the message gets there besides
  public record DeadLetters(String queueUrl, Map<String, String> attributes) {
    public DeadLetters {
      attributes = Map.copyOf(attributes);
    }
  }
}
