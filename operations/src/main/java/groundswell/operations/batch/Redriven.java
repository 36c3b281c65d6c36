package groundswell.operations.batch;

import groundswell.domain.VersionConflict;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.failures.StoredFailures;
import groundswell.platform.Parallel;
import groundswell.platform.StillRefused;
import groundswell.platform.batch.BatchResult;
import groundswell.platform.batch.DeadLetters;
import groundswell.platform.lambda.QueueMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// Writes the outcome of a redriven message's attempt onto its failure. So a redrive can judge its
/// step within seconds, not only after the queue's maximum number of receives.
public final class Redriven {
  /// The failure that a message belongs to.
  public static final String OF_ATTRIBUTE = "redrive-of";

  /// How often it was redriven, including this time.
  public static final String COUNT_ATTRIBUTE = DeadLetters.CARRIED_PREFIX + "redrive-count";

  /// The redrive that sent it.
  public static final String RUN_ATTRIBUTE = "redrive-run";

  private static final Logger LOG = LoggerFactory.getLogger(Redriven.class);
  private static final int AT_ONCE = 8;

  private final StoredFailures failures;
  private final InstantSource clock;

  Redriven(StoredFailures failures, InstantSource clock) {
    this.failures = failures;
    this.clock = clock;
  }

  /// @return the messages whose outcome could not be written
  Collection<QueueMessage> outcome(BatchResult result) {
    var redriven =
        result.messages().stream()
            .filter(message -> message.attribute(RUN_ATTRIBUTE).isPresent())
            .filter(
                message -> result.errors().containsKey(message.id()) || !result.isReturned(message))
            .flatMap(Sent::of)
            .toList();
    if (redriven.isEmpty()) return List.of();
    var took = result.took().dividedBy(result.messages().size());
    var unwritten = new ConcurrentLinkedQueue<QueueMessage>();
    var known = find(redriven, unwritten);
    Parallel.forEach(
        redriven,
        AT_ONCE,
        sent -> {
          var failure = known.get(sent.failure());
          if (failure == null) return;
          try {
            failures.change(failure, each -> sent.outcome(each, result, took, clock.instant()));
          } catch (SdkException | VersionConflict e) {
            LOG.warn("no outcome of redriven message {}", sent.message().id(), e);
            unwritten.add(sent.message());
          }
        });
    return unwritten;
  }

  private Map<FailureId, Failure> find(List<Sent> redriven, Collection<QueueMessage> unwritten) {
    try {
      return failures.findAll(redriven.stream().map(Sent::failure).toList());
    } catch (SdkException | StillRefused e) {
      LOG.warn("no outcomes of {} redriven messages", redriven.size(), e);
      redriven.forEach(sent -> unwritten.add(sent.message()));
      return Map.of();
    }
  }

  /// A message that a redrive sent.
  private record Sent(QueueMessage message, FailureId failure, RedriveId redrive) {
    /// Empty if somebody edited the message's attributes by hand.
    static Stream<Sent> of(QueueMessage message) {
      try {
        return Stream.of(
            new Sent(
                message,
                new FailureId(message.attribute(OF_ATTRIBUTE).orElse("")),
                new RedriveId(message.attribute(RUN_ATTRIBUTE).orElse(""))));
      } catch (IllegalArgumentException e) {
        LOG.warn("redriven message {} has no failure id", message.id(), e);
        return Stream.empty();
      }
    }

    Optional<Failure> outcome(Failure known, BatchResult result, Duration took, Instant now) {
      var error = result.errors().get(message.id());
      if (error == null) return known.succeeded(redrive, took, now);
      return result.isReturned(message)
          ? known.failedAgain(redrive, took, String.valueOf(error.getMessage()))
          : known.givenUp(redrive, took);
    }
  }
}
