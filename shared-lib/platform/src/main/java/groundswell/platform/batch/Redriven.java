package groundswell.platform.batch;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import groundswell.domain.failures.FailureId;
import groundswell.domain.failures.RedriveId;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Parallel;
import groundswell.platform.failures.StoredFailures;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// Writes onto the failures of redriven messages what their attempt came to, so that a redrive
/// judges its step in seconds, and not after as many receives as the queue allows.
public final class Redriven {
  /// The failure that a message comes from.
  public static final String OF_ATTRIBUTE = "redrive-of";

  /// How often it was redriven, this time included.
  public static final String COUNT_ATTRIBUTE = "redrive-count";

  /// The redrive that sent it.
  public static final String RUN_ATTRIBUTE = "redrive-run";

  private static final Logger LOG = LoggerFactory.getLogger(Redriven.class);
  private static final int AT_ONCE = 8;

  private final StoredFailures failures;
  private final InstantSource clock;

  Redriven(FunctionEnvironment environment) {
    failures = new StoredFailures(environment);
    clock = environment.clock();
  }

  /// @param errors by message id
  /// @param returned the ids of messages that come back
  /// @return the messages whose outcome could not be written
  Collection<SQSMessage> outcome(
      List<SQSMessage> messages,
      Map<String, RuntimeException> errors,
      Set<String> returned,
      Duration batchTook) {
    var redriven =
        messages.stream()
            .filter(message -> Received.attribute(message, RUN_ATTRIBUTE).isPresent())
            .filter(
                message ->
                    errors.containsKey(message.getMessageId())
                        || !returned.contains(message.getMessageId()))
            .toList();
    var unwritten = new ConcurrentLinkedQueue<SQSMessage>();
    if (redriven.isEmpty()) return unwritten;
    var took = batchTook.dividedBy(messages.size());
    Parallel.forEach(
        redriven,
        AT_ONCE,
        message -> {
          if (!outcome(message, errors, returned, took)) unwritten.add(message);
        });
    return unwritten;
  }

  /// Who changed the attributes of a message by hand gets no outcome.
  ///
  /// @return false if it could not be written
  private boolean outcome(
      SQSMessage message,
      Map<String, RuntimeException> errors,
      Set<String> returned,
      Duration took) {
    try {
      var id = new FailureId(Received.attribute(message, OF_ATTRIBUTE).orElse(""));
      var redrive = new RedriveId(Received.attribute(message, RUN_ATTRIBUTE).orElse(""));
      var error = errors.get(message.getMessageId());
      failures.change(
          id,
          failure -> {
            if (error == null) return failure.succeeded(redrive, took, clock.instant());
            return returned.contains(message.getMessageId())
                ? failure.failedAgain(redrive, took, String.valueOf(error.getMessage()))
                : failure.givenUp(redrive, took);
          });
      return true;
    } catch (SdkException e) {
      LOG.warn("no outcome of redriven message {}", message.getMessageId(), e);
      return false;
    } catch (IllegalArgumentException e) {
      LOG.warn("redriven message {} does not say of what", message.getMessageId(), e);
      return true;
    }
  }
}
