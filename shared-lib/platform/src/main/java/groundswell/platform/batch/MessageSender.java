package groundswell.platform.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.platform.Chunks;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.PartialRetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/// Sends messages to queues.
public final class MessageSender {
  /// The most messages of one SendMessageBatch
  /// (<https://docs.aws.amazon.com/goto/WebAPI/sqs-2012-11-05/SendMessageBatch>).
  static final int BATCH_ENTRIES_MAX = 10;

  /// The most bytes of a message, and of all messages of one SendMessageBatch
  /// (<https://docs.aws.amazon.com/goto/WebAPI/sqs-2012-11-05/SendMessageBatch>).
  static final int BYTES_MAX = 1_048_576;

  /// The longest delay of a message, see
  /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>.
  public static final Duration DELAY_MAX = Duration.ofMinutes(15);

  private final SqsClient sqs;
  private final PartialRetry retry;

  public MessageSender(FunctionEnvironment environment) {
    sqs = environment.aws().sqs();
    retry = new PartialRetry(environment);
  }

  public void send(String queueUrl, String body) {
    send(queueUrl, body, Map.of());
  }

  /// @param attributes the message's attributes, as text
  public void send(String queueUrl, String body, Map<String, String> attributes) {
    var values =
        attributes.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue())));
    sqs.sendMessage(
        request -> request.queueUrl(queueUrl).messageBody(body).messageAttributes(values));
  }

  /// Sends a message that is delivered after a while.
  ///
  /// @param delay at most [#DELAY_MAX]; a longer one is cut
  public void sendLater(String queueUrl, String body, Duration delay) {
    int seconds = (int) Math.clamp(delay.toSeconds(), 0, DELAY_MAX.toSeconds());
    sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(body).delaySeconds(seconds));
  }

  /// Sends all, in as few calls as possible, and again those that the queue refuses. Some may have
  /// been sent when it throws.
  ///
  /// @throws IllegalStateException if the queue keeps refusing some
  public void sendAll(String queueUrl, List<String> bodies) {
    for (var chunk : Chunks.of(bodies, BATCH_ENTRIES_MAX, BYTES_MAX, MessageSender::bytesOf)) {
      var refused = retry.untilAccepted(chunk, some -> sendChunk(queueUrl, some));
      if (!refused.isEmpty()) {
        throw new IllegalStateException(
            "queue %s still refuses %d of %d messages"
                .formatted(queueUrl, refused.size(), chunk.size()));
      }
    }
  }

  private List<String> sendChunk(String queueUrl, List<String> bodies) {
    var entries =
        IntStream.range(0, bodies.size())
            .mapToObj(
                index ->
                    SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(index))
                        .messageBody(bodies.get(index))
                        .build())
            .toList();
    SendMessageBatchResponse response =
        sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
    return response.failed().stream()
        .map(BatchResultErrorEntry::id)
        .map(id -> bodies.get(Integer.parseInt(id)))
        .toList();
  }

  private static int bytesOf(String body) {
    return body.getBytes(UTF_8).length;
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
