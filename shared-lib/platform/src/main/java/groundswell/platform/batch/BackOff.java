package groundswell.platform.batch;

import groundswell.platform.batch.SourceQueues.SourceQueue;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.queues.MessageSender;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;

/// Sets when failed messages are redelivered. The delay grows exponentially with each receive, so
/// that a throttled service can recover. It has equal jitter (half of it is fixed, half random), so
/// that retries spread out and yet no message uses up its receives early
/// (<https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>).
///
/// A message of a live queue is delivered twelve times. It never waits longer than
/// [#EARLY_SECONDS_MAX]: it is retried soon after the trouble ends, and survives ten minutes of it.
/// A message of a bulk queue is delivered 25 times, waits longer from its twelfth wait on, and
/// survives hours.
final class BackOff {
  static final int SECONDS_MAX = 900;
  static final int EARLY_SECONDS_MAX = 240;

  /// The number of waits of a message of a live queue.
  static final int EARLY_WAITS = 11;

  static final int BASE_SECONDS = 2;
  private static final int DOUBLINGS_MAX = 9;
  private static final Logger LOG = LoggerFactory.getLogger(BackOff.class);

  private final Supplier<SqsClient> sqs;
  private final RandomGenerator random;
  private final int baseSeconds;

  /// @param baseSeconds the delay after the first receive; 0 for none
  BackOff(Supplier<SqsClient> sqs, RandomGenerator random, int baseSeconds) {
    this.sqs = sqs;
    this.random = random;
    this.baseSeconds = baseSeconds;
  }

  /// Sets the visibility timeout of each message to its delay. If that fails, the queue's own
  /// timeout applies, which does no harm.
  void delay(SourceQueue source, List<QueueMessage> messages) {
    var chunks =
        messages.stream().gather(Gatherers.windowFixed(MessageSender.BATCH_ENTRIES_MAX)).toList();
    for (var chunk : chunks) {
      try {
        var response =
            sqs.get()
                .changeMessageVisibilityBatch(
                    request -> request.queueUrl(source.url()).entries(entriesOf(chunk)));
        response.failed().forEach(failed -> LOG.warn("no back-off set: {}", failed));
      } catch (SdkException e) {
        LOG.warn("no back-off set for {} messages of {}", chunk.size(), source.url(), e);
      }
    }
  }

  /// @param receives how often the message was received, from 1
  int secondsAfter(int receives) {
    if (baseSeconds == 0) return 0;
    int doublings = Math.clamp(receives - 1L, 0, DOUBLINGS_MAX);
    int most = receives <= EARLY_WAITS ? EARLY_SECONDS_MAX : SECONDS_MAX;
    int seconds = Math.min(most, baseSeconds << doublings);
    return seconds - random.nextInt(seconds / 2 + 1);
  }

  private List<ChangeMessageVisibilityBatchRequestEntry> entriesOf(List<QueueMessage> messages) {
    return IntStream.range(0, messages.size())
        .mapToObj(
            index ->
                ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(index))
                    .receiptHandle(messages.get(index).receiptHandle())
                    .visibilityTimeout(secondsAfter(messages.get(index).receives()))
                    .build())
        .toList();
  }
}
