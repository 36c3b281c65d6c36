package groundswell.local.polling;

import com.fasterxml.jackson.databind.ObjectMapper;
import groundswell.local.calls.Chain;
import groundswell.local.runtime.LocalFunction;
import groundswell.local.runtime.Meter;
import groundswell.local.runtime.Outcome;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.template.Topology.StreamMapping;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;

/// Calls the function with one batch of stream records until every record is processed, or set
/// aside because its retries or its age are used up.
///
/// A failed batch is retried with growing delays; with bisect it is split instead, at the reported
/// sequence number or in the middle, which uses up no retry. A throttled invocation does not count
/// as an attempt. <https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html>
public final class StreamBatches {
  private static final Duration FIRST_DELAY = Duration.ofMillis(50);
  private static final Duration DELAY_MAX = Duration.ofSeconds(2);
  private static final int DOUBLINGS_MAX = 16;
  private static final Logger LOG = LoggerFactory.getLogger(StreamBatches.class);

  private final StreamMapping mapping;
  private final LocalFunction function;
  private final Optional<FailureDestination> destination;
  private final Scheduler scheduler;
  private final Meter meter;
  private final EventFilter filter;
  private final ObjectMapper json;

  public StreamBatches(
      StreamMapping mapping,
      LocalFunction function,
      Optional<FailureDestination> destination,
      Scheduler scheduler,
      Meter meter,
      ObjectMapper json) {
    this.mapping = mapping;
    this.function = function;
    this.destination = destination;
    this.scheduler = scheduler;
    this.meter = meter;
    this.filter = new EventFilter(mapping.filters());
    this.json = json;
  }

  /// @param failures invocations with these records that failed and were not split
  private record Work(List<StreamRecord> records, int failures) {
    Work from(int index) {
      return new Work(records.subList(index, records.size()), failures);
    }

    Work to(int index) {
      return new Work(records.subList(0, index), failures);
    }

    Work failedAgain() {
      return new Work(records, failures + 1);
    }
  }

  void process(List<StreamRecord> batch) throws InterruptedException {
    var todo = new ArrayDeque<Work>();
    todo.push(new Work(accepted(batch), 0));
    while (!todo.isEmpty()) {
      var work = withoutExpired(todo.pop());
      if (!work.records.isEmpty()) attempt(work, todo);
    }
  }

  private List<StreamRecord> accepted(List<StreamRecord> batch) {
    if (filter.acceptsAll()) return batch;
    return batch.stream().filter(record -> filter.accepts(record.json().asUtf8String())).toList();
  }

  private Work withoutExpired(Work work) throws InterruptedException {
    if (mapping.maximumRecordAge().isEmpty()) return work;
    var oldest = scheduler.instant().minus(mapping.maximumRecordAge().get());
    var expired =
        (int) work.records.stream().takeWhile(r -> r.writtenAt().isBefore(oldest)).count();
    if (expired > 0) {
      setAside(FailureDestination.Condition.RECORD_AGE_EXCEEDED, work.to(expired));
    }
    return work.from(expired);
  }

  private void attempt(Work work, ArrayDeque<Work> todo) throws InterruptedException {
    var last = work.records.getLast().writtenAt();
    function.measureIteratorAge(Duration.between(last, scheduler.instant()));
    var outcome = function.invoke(event(work.records), meter, Chain.begun());
    if (outcome instanceof Outcome.Throttled) {
      scheduler.pause(FIRST_DELAY);
      todo.push(work);
      return;
    }
    var processed = processed(outcome, work.records);
    meter.count(work.records.size(), work.records.size() - processed);
    var rest = work.from(processed);
    if (!rest.records.isEmpty()) retry(work, processed, todo);
  }

  private void retry(Work work, int processed, ArrayDeque<Work> todo) throws InterruptedException {
    var rest = work.from(processed);
    var size = rest.records.size();
    if (mapping.bisectOnError() && processed > 0) {
      todo.push(rest);
    } else if (mapping.bisectOnError() && size > 1) {
      todo.push(rest.from(size / 2));
      todo.push(rest.to(size / 2));
    } else if (retriesUsedUp(rest)) {
      setAside(FailureDestination.Condition.RETRY_ATTEMPTS_EXHAUSTED, rest.failedAgain());
    } else {
      scheduler.pause(delayAfter(rest.failures));
      todo.push(rest.failedAgain());
    }
  }

  private boolean retriesUsedUp(Work work) {
    var retriesMax = mapping.maximumRetryAttempts();
    return retriesMax.isPresent() && work.failures >= retriesMax.getAsInt();
  }

  private static Duration delayAfter(int failures) {
    var delay = FIRST_DELAY.multipliedBy(1L << Math.min(failures, DOUBLINGS_MAX));
    return delay.compareTo(DELAY_MAX) < 0 ? delay : DELAY_MAX;
  }

  private static byte[] event(List<StreamRecord> records) {
    return Records.event(records.stream().map(StreamRecord::json).toList());
  }

  /// How many records, from the first, are done.
  private int processed(Outcome outcome, List<StreamRecord> records) {
    return switch (outcome) {
      case Outcome.Throttled _ -> 0;
      case Outcome.Failed(var type, var message) -> {
        LOG.debug("{} failed: {} {}", mapping.id(), type, message);
        yield 0;
      }
      case Outcome.TimedOut(var message) -> {
        LOG.debug("{}: {}", mapping.id(), message);
        yield 0;
      }
      case Outcome.Recursive(var message) -> {
        LOG.debug("{}: {}", mapping.id(), message);
        yield 0;
      }
      case Outcome.Answered(var response) ->
          mapping.reportsBatchItemFailures() ? reported(response, records) : records.size();
    };
  }

  private int reported(SdkBytes response, List<StreamRecord> records) {
    return switch (BatchResponse.parse(json, response.asByteArrayUnsafe())) {
      case BatchResponse.WholeBatchFailed(var reason) -> {
        LOG.warn("{}: {}; the whole batch counts as failed", mapping.id(), reason);
        yield 0;
      }
      case BatchResponse.Failures(var none) when none.isEmpty() -> records.size();
      case BatchResponse.Failures(var failures) -> checkpoint(failures, records);
    };
  }

  /// The lowest reported sequence number is the checkpoint. If it is not in the batch, there is no
  /// checkpoint, and the whole batch is retried.
  private int checkpoint(Set<String> failures, List<StreamRecord> records) {
    var known = records.stream().map(StreamRecord::sequenceNumber).toList();
    if (known.containsAll(failures)) {
      return failures.stream().mapToInt(known::indexOf).min().orElseThrow();
    }
    LOG.warn("{} reports sequence numbers that are not in its batch: {}", mapping.id(), failures);
    return 0;
  }

  private void setAside(FailureDestination.Condition condition, Work work)
      throws InterruptedException {
    if (destination.isEmpty()) {
      LOG.warn("{} drops {} records: {}", mapping.id(), work.records.size(), condition);
      return;
    }
    destination.get().write(condition, work.failures, work.records, event(work.records));
  }
}
