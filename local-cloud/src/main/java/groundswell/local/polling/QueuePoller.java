package groundswell.local.polling;

import com.fasterxml.jackson.databind.ObjectMapper;
import groundswell.local.calls.Activity;
import groundswell.local.runtime.LocalFunction;
import groundswell.local.runtime.Meter;
import groundswell.local.runtime.Outcome;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.template.Topology.Queue;
import groundswell.local.template.Topology.QueueMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;

/// Lambda's poller of one queue.
///
/// Workers take turns. One listens to the queue; when it has a batch, it lets the next one listen
/// and calls the function itself. There are never more workers than the mapping may run
/// invocations, so the cap holds by construction, and nothing is received that cannot run. Without
/// `MaximumConcurrency` there are as many as AWS allows, whatever the function's reserved
/// concurrency is. The surplus is throttled, and redelivered with a higher receive count.
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html>
public final class QueuePoller {
  /// Concurrent invocations of one mapping without `MaximumConcurrency`, as in
  /// services-sqs-scaling.
  static final int CONCURRENCY_MAX = 1000;

  private static final Duration THROTTLE_PAUSE = Duration.ofMillis(50);
  private static final Duration ERROR_PAUSE = Duration.ofMillis(200);
  private static final Logger LOG = LoggerFactory.getLogger(QueuePoller.class);

  private final QueueMapping mapping;
  private final Queue queue;
  private final QueueReceiver receiver;
  private final LocalFunction function;
  private final Scheduler scheduler;
  private final Activity activity;
  private final ObjectMapper json;
  private final Meter meter = new Meter();
  private final int workersMax;
  private int workers;
  private boolean listening;

  public QueuePoller(
      QueueMapping mapping,
      Queue queue,
      QueueReceiver receiver,
      LocalFunction function,
      Scheduler scheduler,
      Activity activity,
      ObjectMapper json) {
    this.mapping = mapping;
    this.queue = queue;
    this.receiver = receiver;
    this.function = function;
    this.scheduler = scheduler;
    this.activity = activity;
    this.json = json;
    this.workersMax = mapping.maximumConcurrency().orElse(CONCURRENCY_MAX);
  }

  public void start() {
    listenIfNobodyDoes();
  }

  public MappingReport report() {
    return new MappingReport(
        mapping.id(),
        mapping.functionLogicalId(),
        queue.name(),
        MappingReport.Kind.QUEUE,
        mapping.maximumConcurrency(),
        meter.peak(),
        meter.invocations(),
        meter.records(),
        meter.failures());
  }

  /// Who works on the queue at this moment, for a message to a person.
  public synchronized String workers() {
    return "%s has %d of %d workers and %s"
        .formatted(mapping.id(), workers, workersMax, listening ? "one listens" : "none listens");
  }

  public String queueName() {
    return queue.name();
  }

  private synchronized void listenIfNobodyDoes() {
    if (listening || workers == workersMax) return;
    listening = true;
    workers++;
    scheduler.start(mapping.id(), this::work);
  }

  private synchronized void stopListening() {
    listening = false;
  }

  /// @return whether this worker listens again; otherwise it ends
  private synchronized boolean listenAgain() {
    if (listening) {
      workers--;
      return false;
    }
    listening = true;
    return true;
  }

  private void work() {
    try {
      do {
        var batch = listen();
        stopListening();
        listenIfNobodyDoes();
        for (var part : receiver.parts(batch)) deliver(part);
      } while (listenAgain());
    } catch (InterruptedException _) {
      LOG.debug("{} stops", mapping.id());
    }
  }

  private QueueReceiver.Batch listen() throws InterruptedException {
    while (true) {
      try {
        var batch = receiver.receive();
        if (batch.isEmpty()) continue;
        activity.moved();
        return batch;
      } catch (RuntimeException e) {
        LOG.debug("{} can't receive", mapping.id(), e);
        scheduler.pause(ERROR_PAUSE);
      }
    }
  }

  /// Splits off messages that would continue a loop: they are stopped, the others are delivered.
  private void deliver(QueueReceiver.Batch batch) throws InterruptedException {
    Predicate<QueueReceiver.Received> isLoop = received -> function.isLoop(received.chain());
    var loops = batch.where(isLoop);
    if (loops.isEmpty()) {
      invoked(batch);
      return;
    }
    invoked(loops);
    var others = batch.where(isLoop.negate());
    if (!others.isEmpty()) invoked(others);
  }

  private void invoked(QueueReceiver.Batch batch) throws InterruptedException {
    var outcome = invoke(batch);
    var failed = failed(outcome, batch.messageIds());
    if (!(outcome instanceof Outcome.Throttled)) meter.count(batch.size(), failed.size());
    activity.moved();
    try {
      receiver.delete(batch.without(failed));
    } catch (SdkException e) {
      LOG.debug("{} can't delete what succeeded; it will be delivered again", mapping.id(), e);
    }
  }

  /// Retries a throttled batch until its messages become visible to others, then drops this copy.
  /// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html>
  private Outcome invoke(QueueReceiver.Batch batch) throws InterruptedException {
    var event = batch.event();
    var ownedUntil = batch.receivedAt().plus(queue.visibilityTimeout());
    var chain = batch.chain();
    var outcome = function.invoke(event, meter, chain);
    while (outcome instanceof Outcome.Throttled && isBefore(ownedUntil)) {
      scheduler.pause(THROTTLE_PAUSE);
      if (isBefore(ownedUntil)) outcome = function.invoke(event, meter, chain);
    }
    return outcome;
  }

  private boolean isBefore(Instant end) {
    return scheduler.instant().isBefore(end);
  }

  private Set<String> failed(Outcome outcome, Set<String> all) {
    return switch (outcome) {
      case Outcome.Throttled _ -> all;
      case Outcome.Recursive _ -> all;
      case Outcome.Failed(var type, var message) -> {
        LOG.debug("{} failed: {} {}", mapping.id(), type, message);
        yield all;
      }
      case Outcome.TimedOut(var message) -> {
        LOG.debug("{}: {}", mapping.id(), message);
        yield all;
      }
      case Outcome.Answered(var response) ->
          mapping.reportsBatchItemFailures() ? reported(response, all) : Set.of();
    };
  }

  private Set<String> reported(SdkBytes response, Set<String> all) {
    return switch (BatchResponse.parse(json, response.asByteArrayUnsafe())) {
      case BatchResponse.WholeBatchFailed(var reason) -> {
        LOG.warn("{}: {}; the whole batch counts as failed", mapping.id(), reason);
        yield all;
      }
      case BatchResponse.Failures(var failures) when !all.containsAll(failures) -> {
        LOG.warn("{} reports ids that are not in its batch: {}", mapping.id(), failures);
        yield all;
      }
      case BatchResponse.Failures(var failures) -> failures;
    };
  }
}
