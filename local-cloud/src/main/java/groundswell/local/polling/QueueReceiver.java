package groundswell.local.polling;

import groundswell.local.calls.Chain;
import groundswell.local.runtime.LocalFunction;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.template.Topology.QueueMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// Receives the batches of one mapping: ten messages a call, several calls if the batch is larger
/// and the window allows, and only what passes the filters.
public final class QueueReceiver {
  /// Messages of one ReceiveMessage or DeleteMessageBatch call (quotas-messages in the SQS
  /// developer guide).
  private static final int CALL_MESSAGES_MAX = 10;

  private static final Duration SHORT_PAUSE = Duration.ofMillis(20);

  private final QueueMapping mapping;
  private final String queueUrl;
  private final SqsClient sqs;
  private final Scheduler scheduler;
  private final Duration longPoll;
  private final EventFilter filter;
  private final QueueEvent events;

  /// @param longPoll how long a receive waits for the first message; whole seconds
  public QueueReceiver(
      QueueMapping mapping,
      String queueUrl,
      SqsClient sqs,
      Scheduler scheduler,
      Duration longPoll) {
    if (mapping.batchSize() > CALL_MESSAGES_MAX && mapping.window().isZero()) {
      throw new IllegalArgumentException(
          "%s: a batch size of %d needs a batching window of at least 1 s"
              .formatted(mapping.id(), mapping.batchSize()));
    }
    this.mapping = mapping;
    this.queueUrl = queueUrl;
    this.sqs = sqs;
    this.scheduler = scheduler;
    this.longPoll = longPoll;
    this.filter = new EventFilter(mapping.filters());
    this.events = new QueueEvent(mapping.queueArn());
  }

  /// A message and its record in the event.
  record Received(Message message, SdkBytes json) {
    /// The chain of invocations that it was sent in.
    Chain chain() {
      return Chain.of(
          Optional.ofNullable(
              message.attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER)));
    }

    int bytes() {
      return json.asByteArrayUnsafe().length + 1;
    }
  }

  /// @param receivedAt before the first of the messages was received
  record Batch(List<Received> messages, Instant receivedAt) {
    boolean isEmpty() {
      return messages.isEmpty();
    }

    int size() {
      return messages.size();
    }

    Set<String> messageIds() {
      return messages.stream().map(m -> m.message().messageId()).collect(Collectors.toSet());
    }

    List<Message> without(Set<String> messageIds) {
      return messages.stream()
          .map(Received::message)
          .filter(message -> !messageIds.contains(message.messageId()))
          .toList();
    }

    /// A batch of messages from several chains continues all of them.
    Chain chain() {
      return messages.stream().map(Received::chain).reduce(Chain.begun(), Chain::merged);
    }

    Batch where(Predicate<Received> wanted) {
      return new Batch(messages.stream().filter(wanted).toList(), receivedAt);
    }

    byte[] event() {
      return Records.event(messages.stream().map(Received::json).toList());
    }
  }

  /// The next batch; empty if none came within the long poll, or none passed the filters.
  Batch receive() throws InterruptedException {
    var receivedAt = scheduler.instant();
    var messages = new ArrayList<>(receive(mapping.batchSize(), longPoll));
    if (messages.isEmpty()) return new Batch(List.of(), receivedAt);
    var end = scheduler.instant().plus(mapping.window());
    var bytes = bytes(messages);
    while (messages.size() < mapping.batchSize() && bytes < LocalFunction.PAYLOAD_BYTES_MAX) {
      var left = Duration.between(scheduler.instant(), end);
      if (!left.isPositive()) break;
      var more = receive(mapping.batchSize() - messages.size(), left);
      if (more.isEmpty() && left.toSeconds() == 0) scheduler.pause(min(left, SHORT_PAUSE));
      messages.addAll(more);
      bytes += bytes(more);
    }
    return new Batch(List.copyOf(messages), receivedAt);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static long bytes(List<Received> messages) {
    return messages.stream().mapToLong(Received::bytes).sum();
  }

  private List<Received> receive(int wanted, Duration wait) {
    var messages =
        sqs.receiveMessage(
                request ->
                    request
                        .queueUrl(queueUrl)
                        .maxNumberOfMessages(Math.min(wanted, CALL_MESSAGES_MAX))
                        .waitTimeSeconds((int) wait.toSeconds())
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
            .messages();
    return messages.isEmpty() ? List.of() : accepted(messages);
  }

  /// Deletes what does not pass the filters, as Lambda does:
  /// <https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html>.
  private List<Received> accepted(List<Message> messages) {
    if (filter.acceptsAll()) return messages.stream().map(this::received).toList();
    var accepted = new ArrayList<Message>();
    var others = new ArrayList<Message>();
    for (var message : messages) {
      (filter.accepts(events.filterView(message)) ? accepted : others).add(message);
    }
    delete(others);
    return accepted.stream().map(this::received).toList();
  }

  private Received received(Message message) {
    return new Received(message, events.record(message));
  }

  /// Cuts a batch so that each part fits into one invocation.
  List<Batch> parts(Batch batch) {
    var parts = new ArrayList<Batch>();
    var part = new ArrayList<Received>();
    long bytes = Records.FRAME_BYTES;
    for (var received : batch.messages()) {
      var size = received.bytes();
      if (!part.isEmpty() && bytes + size > LocalFunction.PAYLOAD_BYTES_MAX) {
        parts.add(new Batch(List.copyOf(part), batch.receivedAt()));
        part.clear();
        bytes = Records.FRAME_BYTES;
      }
      part.add(received);
      bytes += size;
    }
    parts.add(new Batch(List.copyOf(part), batch.receivedAt()));
    return parts;
  }

  void delete(List<Message> messages) {
    messages.stream().gather(Gatherers.windowFixed(CALL_MESSAGES_MAX)).forEach(this::deleteSome);
  }

  private void deleteSome(List<Message> messages) {
    var entries =
        messages.stream()
            .map(
                message ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
            .toList();
    sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
  }
}
