package groundswell.operations.failures;

import groundswell.operations.failures.RedriveTargets.RedriveTarget;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The number of messages in the queues that functions work off. SQS counts approximately, and
/// within seconds (SQS API reference, `GetQueueAttributes`).
public final class QueueDepths {
  private final Supplier<SqsClient> sqs;

  public QueueDepths(Supplier<SqsClient> sqs) {
    this.sqs = sqs;
  }

  /// @param waiting messages that nobody has received
  /// @param inFlight messages that a function has received and not deleted yet
  /// @param delayed messages that cannot be received yet
  public record Depth(int waiting, int inFlight, int delayed) {}

  /// How many messages wait or are in flight.
  public int of(RedriveTarget target) {
    var now = now(target);
    return now.waiting() + now.inFlight();
  }

  public Depth now(RedriveTarget target) {
    var attributes =
        sqs.get()
            .getQueueAttributes(
                request ->
                    request
                        .queueUrl(target.queueUrl())
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
            .attributes();
    return new Depth(
        number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
        number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
        number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
  }

  private static int number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Integer.parseInt(attributes.getOrDefault(name, "0"));
  }
}
