package groundswell.failurerecorder;

import groundswell.operations.batch.Attempts;
import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.Failure;
import groundswell.operations.failures.DynamoDbFailures;
import groundswell.platform.Parallel;
import groundswell.platform.Telemetry;
import groundswell.platform.lambda.QueueMessage;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import software.amazon.awssdk.core.exception.SdkException;

/// Records one batch of messages.
final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private final Attempts attempts;
  private final DeadLetterReader deadLetters;
  private final StreamFailureReader streams;
  private final DynamoDbFailures failures;
  private final FollowUps followUps;
  private final int parallelism;

  Recorder(
      Attempts attempts,
      DeadLetterReader deadLetters,
      StreamFailureReader streams,
      DynamoDbFailures failures,
      FollowUps followUps,
      int parallelism) {
    this.attempts = attempts;
    this.deadLetters = deadLetters;
    this.streams = streams;
    this.failures = failures;
    this.followUps = followUps;
    this.parallelism = parallelism;
  }

  /// @return the ids of the messages that could not be recorded
  Collection<String> record(List<QueueMessage> messages) {
    var notes = attempts.find(messages.stream().map(QueueMessage::id).toList());
    var left = new ConcurrentLinkedQueue<String>();
    var arrivals = new ConcurrentHashMap<String, List<Arrival>>();
    forEach(
        messages,
        left,
        message -> {
          var id = message.id();
          arrivals.put(id, read(message, notes.get(id)));
        });
    boolean kept = keepBodies(arrivals.values());
    var recorded = new ConcurrentLinkedQueue<Failure>();
    forEach(
        messages,
        left,
        message -> {
          for (var arrival : arrivals.getOrDefault(message.id(), List.of()))
            recorded.add(kept ? failures.recordWithBody(arrival) : failures.record(arrival));
        });
    followUps.after(recorded);
    return left;
  }

  /// An unreadable message is recorded as such: waiting would not make it readable. A call that
  /// failed is retried.
  private List<Arrival> read(QueueMessage message, Attempts.@Nullable Note note) {
    try {
      return streams.reads(message)
          ? streams.arrivals(message)
          : List.of(deadLetters.arrival(message, note));
    } catch (SdkException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("recorded as unreadable", e);
      return List.of(deadLetters.foreign(message, String.valueOf(e.getMessage())));
    }
  }

  /// @return false if each has to be stored by itself, so that one bad body does not hold up the
  ///     rest
  private boolean keepBodies(Collection<List<Arrival>> arrivals) {
    try {
      failures.keepBodies(arrivals.stream().flatMap(List::stream).toList());
      return true;
    } catch (RuntimeException e) {
      LOG.warn("storing the bodies in one batch failed; storing them one by one", e);
      return false;
    }
  }

  private void forEach(
      List<QueueMessage> messages, Collection<String> left, Consumer<QueueMessage> action) {
    Parallel.forEach(
        messages,
        parallelism,
        message -> {
          MDC.put(Telemetry.CORRELATION_ID, message.id());
          try {
            action.accept(message);
          } catch (RuntimeException e) {
            LOG.error("not recorded; the message stays in its queue", e);
            left.add(message.id());
          }
        });
  }
}
