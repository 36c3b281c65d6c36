package groundswell.local.queues;

import groundswell.local.calls.Chain;
import java.util.Map;
import java.util.Optional;

/// A message that a service of the cloud (not a function) sends to a queue.
///
/// @param origin what sends it, for messages and logs, for example a rule's logical id
/// @param attributes string attributes of the message
/// @param deadLetters where it goes when the queue refuses it for good
/// @param chain of invocations that led to it
public record Delivery(
    String origin,
    String queueUrl,
    String body,
    Map<String, String> attributes,
    Optional<DeadLetters> deadLetters,
    Chain chain) {

  public Delivery {
    attributes = Map.copyOf(attributes);
  }

  /// A message that begins a chain of invocations.
  public Delivery(
      String origin,
      String queueUrl,
      String body,
      Map<String, String> attributes,
      Optional<DeadLetters> deadLetters) {
    this(origin, queueUrl, body, attributes, deadLetters, Chain.begun());
  }

  /// @param attributes that the message gets there in addition
  public record DeadLetters(String queueUrl, Map<String, String> attributes) {
    public DeadLetters {
      attributes = Map.copyOf(attributes);
    }
  }
}
