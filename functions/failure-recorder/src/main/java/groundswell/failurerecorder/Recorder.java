package groundswell.failurerecorder;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import groundswell.domain.failures.Failure;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Parallel;
import groundswell.platform.Telemetry;
import groundswell.platform.batch.Attempts;
import groundswell.platform.failures.DynamoDbFailures;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Records one batch of messages.
final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final int PARALLELISM = 8;

  private final Attempts attempts;
  private final DeadLetterReader deadLetters;
  private final StreamFailureReader streams;
  private final DynamoDbFailures failures;
  private final FollowUps followUps;
  private final int parallelism;

  Recorder(FunctionEnvironment environment) {
    attempts = new Attempts(environment);
    deadLetters = new DeadLetterReader(environment);
    streams = new StreamFailureReader(environment);
    failures = new DynamoDbFailures(environment);
    followUps = new FollowUps(environment, failures);
    parallelism = environment.number("PARALLELISM", 1, PARALLELISM);
  }

  /// @return the ids of the messages that could not be recorded
  Collection<String> record(List<SQSMessage> messages) {
    var notes = attempts.find(messages.stream().map(SQSMessage::getMessageId).toList());
    Queue<String> left = new ConcurrentLinkedQueue<>();
    Queue<Failure> recorded = new ConcurrentLinkedQueue<>();
    Parallel.forEach(
        messages,
        parallelism,
        message -> {
          MDC.put(Telemetry.CORRELATION_ID, message.getMessageId());
          try {
            var arrivals =
                streams.reads(message)
                    ? streams.arrivals(message)
                    : List.of(deadLetters.arrival(message, notes.get(message.getMessageId())));
            arrivals.forEach(arrival -> recorded.add(failures.record(arrival)));
          } catch (RuntimeException e) {
            LOG.error("not recorded; the message stays in its queue", e);
            left.add(message.getMessageId());
          }
        });
    followUps.after(recorded);
    return left;
  }
}
