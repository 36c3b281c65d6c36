package groundswell.operations.failures;

import groundswell.operations.failures.RedriveTargets.RedriveTarget;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The number of messages in the queues that redrives send to.
public final class QueueDepths {
  private final Supplier<SqsClient> sqs;

  public QueueDepths(Supplier<SqsClient> sqs) {
    this.sqs = sqs;
  }

  /// Approximately how many messages wait or are in flight (SQS API reference,
  /// `GetQueueAttributes`).
  public int of(RedriveTarget target) {
    return sqs
        .get()
        .getQueueAttributes(
            request ->
                request
                    .queueUrl(target.queueUrl())
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }
}
