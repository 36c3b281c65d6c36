package groundswell.local.polling;

import groundswell.local.calls.Activity;
import groundswell.local.runtime.LocalFunction;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.scheduling.Signal;
import groundswell.local.template.Topology.StreamMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One lane of a stream mapping: collects batches and has them processed one at a time, in order.
final class StreamLane {
  /// At this many waiting records the poller stops reading until there is room.
  private static final int WAITING_MAX = 20_000;

  private static final Duration FOREVER = Duration.ofDays(1);
  private static final Logger LOG = LoggerFactory.getLogger(StreamLane.class);

  private final StreamMapping mapping;
  private final StreamBatches batches;
  private final Scheduler scheduler;
  private final Activity activity;
  private final Checkpoints checkpoints;
  private final Signal arrivals = new Signal();
  private final Signal departures = new Signal();
  private final Deque<StreamRecord> waiting = new ArrayDeque<>();
  private long pending;

  StreamLane(
      StreamMapping mapping,
      StreamBatches batches,
      Scheduler scheduler,
      Activity activity,
      Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
    this.mapping = mapping;
    this.batches = batches;
    this.scheduler = scheduler;
    this.activity = activity;
  }

  void start() {
    scheduler.start(mapping.id() + "-lane", this::run);
  }

  /// Records that were put here and are not done yet.
  synchronized long pending() {
    return pending;
  }

  /// Waits for room, then takes all the records.
  void put(List<StreamRecord> records) throws InterruptedException {
    for (var seen = departures.count(); !offer(records); seen = departures.count()) {
      await(departures, seen, FOREVER);
    }
    arrivals.raise();
  }

  private synchronized boolean offer(List<StreamRecord> records) {
    if (waiting.size() >= WAITING_MAX) return false;
    waiting.addAll(records);
    pending += records.size();
    activity.moved();
    return true;
  }

  private void run() {
    try {
      while (true) {
        var batch = collect();
        batches.process(batch);
        checkpoints.done(batch);
        done(batch.size());
      }
    } catch (InterruptedException _) {
      LOG.debug("{} stops", mapping.id());
    }
  }

  private synchronized void done(int records) {
    activity.moved();
    pending -= records;
  }

  /// The next batch: as many records as the batch size and one invocation's payload allow, or those
  /// that came within the batching window after the first.
  private List<StreamRecord> collect() throws InterruptedException {
    var batch = new Collected();
    while (true) {
      var seen = arrivals.count();
      if (take(batch)) break;
      var left = batch.records.isEmpty() ? FOREVER : batch.timeLeft();
      if (!left.isPositive()) break;
      await(arrivals, seen, left);
    }
    departures.raise();
    return batch.records;
  }

  /// @return whether the batch is full
  private synchronized boolean take(Collected batch) {
    while (!waiting.isEmpty()) {
      if (!batch.fits(waiting.getFirst())) return true;
      batch.add(waiting.removeFirst());
    }
    return batch.records.size() == mapping.batchSize();
  }

  private void await(Signal signal, long seen, Duration atMost) throws InterruptedException {
    try {
      scheduler.await(signal.above(seen), atMost);
    } catch (TimeoutException _) {
      LOG.trace("{}: nothing came", mapping.id());
    }
  }

  private final class Collected {
    final List<StreamRecord> records = new ArrayList<>();
    private long bytes = Records.FRAME_BYTES;
    private Instant end = Instant.MAX;

    boolean fits(StreamRecord record) {
      return records.isEmpty()
          || (records.size() < mapping.batchSize()
              && bytes + record.bytes() <= LocalFunction.PAYLOAD_BYTES_MAX);
    }

    void add(StreamRecord record) {
      if (records.isEmpty()) end = scheduler.instant().plus(mapping.window());
      records.add(record);
      bytes += record.bytes();
    }

    Duration timeLeft() {
      return Duration.between(scheduler.instant(), end);
    }
  }
}
