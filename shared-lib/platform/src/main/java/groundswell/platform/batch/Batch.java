package groundswell.platform.batch;

import groundswell.platform.Parallel;
import groundswell.platform.PermanentFailure;
import groundswell.platform.Telemetry;
import groundswell.platform.lambda.QueueMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import software.amazon.awssdk.core.exception.SdkException;

/// Processes one batch with a handler.
final class Batch<E> {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

  private final BatchHandler<E> handler;
  private final SourceQueues queues;
  private final DeadLetters deadLetters;
  private final Deadline deadline;
  private final Map<Object, Pending<E>> pending = new LinkedHashMap<>();
  private final Map<String, QueueMessage> returned = new ConcurrentHashMap<>();
  private final Map<String, RuntimeException> errors = new ConcurrentHashMap<>();
  private final AtomicInteger deadLettered = new AtomicInteger();

  Batch(BatchHandler<E> handler, SourceQueues queues, DeadLetters deadLetters, Deadline deadline) {
    this.handler = handler;
    this.queues = queues;
    this.deadLetters = deadLetters;
    this.deadline = deadline;
  }

  /// @return the messages to redeliver, by id
  Map<String, QueueMessage> process(List<QueueMessage> messages, int parallelism) {
    messages.forEach(this::decode);
    if (!pending.isEmpty()) consume(parallelism);
    return Map.copyOf(returned);
  }

  /// The error of each failed message, by message id; if several entries failed, one of theirs.
  Map<String, RuntimeException> errors() {
    return Map.copyOf(errors);
  }

  int entries() {
    return pending.size();
  }

  int deadLettered() {
    return deadLettered.get();
  }

  private void decode(QueueMessage message) {
    MDC.put(Telemetry.CORRELATION_ID, message.id());
    var source = List.of(message);
    try {
      var received =
          new BatchHandler.Message(message.originalId(), message.body(), message.isRedelivered());
      for (var entry : handler.decode(received)) {
        pending.merge(
            handler.keyOf(entry), new Pending<>(entry, source), (held, more) -> merge(held, more));
      }
    } catch (PermanentFailure failure) {
      setAside(message::body, source, failure);
    } catch (RuntimeException failure) {
      giveBack(source, failure);
    }
  }

  private Pending<E> merge(Pending<E> held, Pending<E> more) {
    var messages = new ArrayList<>(held.messages());
    messages.addAll(more.messages());
    return new Pending<>(handler.merge(held.entry(), more.entry()), messages);
  }

  private void consume(int parallelism) {
    Consumer<E> consumer;
    try {
      consumer = handler.open(pending.values().stream().map(Pending::entry).toList());
    } catch (SdkException unreachable) {
      giveBack(
          pending.values().stream().flatMap(each -> each.messages().stream()).toList(),
          unreachable);
      return;
    } catch (RuntimeException failure) {
      LOG.warn("the shared read failed; handling each entry alone", failure);
      forEach(parallelism, this::consumeAlone);
      return;
    }
    forEach(parallelism, each -> consume(consumer, each));
  }

  private void forEach(int parallelism, Consumer<Pending<E>> action) {
    var context = MDC.getCopyOfContextMap();
    Parallel.forEach(
        pending.values(),
        parallelism,
        each -> {
          MDC.setContextMap(context);
          MDC.put(Telemetry.CORRELATION_ID, each.messages().getFirst().id());
          action.accept(each);
        });
  }

  /// A stored item that can't be read fails only its own messages, not the rest of the batch.
  private void consumeAlone(Pending<E> each) {
    Consumer<E> consumer;
    try {
      consumer = handler.open(List.of(each.entry()));
    } catch (RuntimeException failure) {
      giveBack(each.messages(), failure);
      return;
    }
    consume(consumer, each);
  }

  /// If the time is up, the entry's messages are returned, which is sooner than a visibility
  /// timeout. Handling their other entries again does no harm.
  private void consume(Consumer<E> consumer, Pending<E> each) {
    if (deadline.isNear()) {
      each.messages().forEach(this::comesBack);
      return;
    }
    try {
      consumer.accept(each.entry());
    } catch (PermanentFailure failure) {
      setAside(() -> handler.encode(each.entry()), each.messages(), failure);
    } catch (RuntimeException failure) {
      giveBack(each.messages(), failure);
    }
  }

  private void setAside(
      Supplier<String> body, List<QueueMessage> messages, PermanentFailure failure) {
    try {
      deadLetters.put(queues.of(messages.getFirst().queueArn()), body.get(), messages, failure);
      deadLettered.incrementAndGet();
      messages.forEach(message -> errors.put(message.id(), failure));
      LOG.error("put into the dead-letter queue", failure);
    } catch (RuntimeException unreachable) {
      unreachable.addSuppressed(failure);
      giveBack(messages, unreachable);
    }
  }

  private void giveBack(List<QueueMessage> messages, RuntimeException failure) {
    LOG.warn("{} messages will be redelivered", messages.size(), failure);
    messages.forEach(
        message -> {
          errors.put(message.id(), failure);
          comesBack(message);
        });
  }

  private void comesBack(QueueMessage message) {
    returned.put(message.id(), message);
  }

  /// @param messages all messages that contain the entry
  private record Pending<E>(E entry, List<QueueMessage> messages) {}
}
