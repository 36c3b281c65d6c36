package groundswell.platform.queues;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.platform.Chunks;
import groundswell.platform.Parallel;
import groundswell.platform.PartialRetry;
import groundswell.platform.StillRefused;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/// Sends messages to queues.
public final class MessageSender {
  /// The most messages of one SendMessageBatch
  /// (<https://docs.aws.amazon.com/goto/WebAPI/sqs-2012-11-05/SendMessageBatch>).
  public static final int BATCH_ENTRIES_MAX = 10;

  /// The most bytes of a message, and of all messages of one SendMessageBatch
  /// (<https://docs.aws.amazon.com/goto/WebAPI/sqs-2012-11-05/SendMessageBatch>).
  static final int BYTES_MAX = 1_048_576;

  /// The longest delay of a message, see
  /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html>.
  public static final Duration DELAY_MAX = Duration.ofMinutes(15);

  /// The most attributes of a message (SQS developer guide, "Amazon SQS message quotas").
  public static final int ATTRIBUTES_MAX = 10;

  private static final int BATCHES_AT_ONCE = 4;

  private final Supplier<SqsClient> sqs;
  private final PartialRetry retry;

  public MessageSender(Supplier<SqsClient> sqs, PartialRetry retry) {
    this.sqs = sqs;
    this.retry = retry;
  }

  public void send(String queueUrl, String body) {
    send(queueUrl, body, Map.of());
  }

  /// @param attributes the message's attributes, as text
  public void send(String queueUrl, String body, Map<String, String> attributes) {
    var texts = new HashMap<String, String>();
    attributes.forEach((name, value) -> texts.put(name, MessageAttributes.text(value)));
    var values = MessageAttributes.values(texts);
    sqs.get()
        .sendMessage(
            request -> request.queueUrl(queueUrl).messageBody(body).messageAttributes(values));
  }

  /// Sends a message with a delay.
  ///
  /// @param delay at most [#DELAY_MAX]; a longer one is capped
  public void sendLater(String queueUrl, String body, Duration delay) {
    int seconds = (int) Math.clamp(delay.toSeconds(), 0, DELAY_MAX.toSeconds());
    sqs.get()
        .sendMessage(request -> request.queueUrl(queueUrl).messageBody(body).delaySeconds(seconds));
  }

  /// Sends all in as few calls as possible, and retries those that the queue refuses. If it throws,
  /// some may have been sent.
  ///
  /// @throws StillRefused if the queue keeps refusing some
  public void sendAll(String queueUrl, List<String> bodies) {
    sendAllOf(queueUrl, bodies.stream().map(Outgoing::of).toList());
  }

  /// As [#sendAll], for messages with attributes and delays.
  public void sendAllOf(String queueUrl, List<Outgoing> messages) {
    Parallel.forEach(
        Chunks.of(messages, BATCH_ENTRIES_MAX, BYTES_MAX, Outgoing::bytes),
        BATCHES_AT_ONCE,
        chunk -> {
          var refused = retry.untilAccepted(chunk, some -> sendChunk(queueUrl, some));
          if (!refused.isEmpty())
            throw new StillRefused("queue " + queueUrl, refused.size(), chunk.size());
        });
  }

  private List<Outgoing> sendChunk(String queueUrl, List<Outgoing> messages) {
    var entries =
        IntStream.range(0, messages.size())
            .mapToObj(index -> messages.get(index).entry(Integer.toString(index)))
            .toList();
    SendMessageBatchResponse response =
        sqs.get().sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
    return response.failed().stream()
        .map(BatchResultErrorEntry::id)
        .map(id -> messages.get(Integer.parseInt(id)))
        .toList();
  }

  /// A message to be sent.
  ///
  /// @param attributes each as [MessageAttributes] writes it
  public record Outgoing(String body, Map<String, String> attributes, int delaySeconds) {
    public Outgoing {
      attributes = Map.copyOf(attributes);
    }

    static Outgoing of(String body) {
      return new Outgoing(body, Map.of(), 0);
    }

    /// Whether a queue accepts a message of this size.
    public boolean fits() {
      return attributes.size() <= ATTRIBUTES_MAX && bytes() <= BYTES_MAX;
    }

    private SendMessageBatchRequestEntry entry(String id) {
      var entry =
          SendMessageBatchRequestEntry.builder()
              .id(id)
              .messageBody(body)
              .messageAttributes(MessageAttributes.values(attributes));
      if (delaySeconds > 0) entry.delaySeconds(delaySeconds);
      return entry.build();
    }

    /// The limit includes attributes.
    private int bytes() {
      return attributes.entrySet().stream()
              .mapToInt(each -> bytesOf(each.getKey()) + bytesOf(each.getValue()))
              .sum()
          + bytesOf(body);
    }
  }

  private static int bytesOf(String text) {
    return text.getBytes(UTF_8).length;
  }
}
