package groundswell.local.polling;

import groundswell.local.calls.Activity;
import groundswell.local.runtime.Meter;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.scheduling.Signal;
import groundswell.local.tables.LocalStream;
import groundswell.local.template.Topology.StreamMapping;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// Lambda's poller of one table's stream. It reads the shards one after the other (a table has one
/// open shard here) and spreads their records over as many lanes as the parallelization factor
/// says. Records of one partition key always go to the same lane.
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html>
public final class StreamPoller {
  private static final Duration ERROR_PAUSE = Duration.ofMillis(200);

  /// Writes wake the poller; this pause is for writes that raised no signal.
  private static final Duration IDLE_PAUSE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(StreamPoller.class);

  private final StreamMapping mapping;
  private final LocalStream stream;
  private final StreamEvent events;
  private final Signal writes;
  private final Scheduler scheduler;
  private final Meter meter;
  private final Checkpoints checkpoints;
  private final List<StreamLane> lanes;
  private final Duration pollPause;
  private volatile long writesSeen = -1;

  /// @param writes rises with every write to the table
  /// @param checkpoints where it resumes
  /// @param pollPause between two reads while records keep coming
  public StreamPoller(
      StreamMapping mapping,
      LocalStream stream,
      StreamEvent events,
      Signal writes,
      StreamBatches batches,
      Scheduler scheduler,
      Activity activity,
      Meter meter,
      Checkpoints checkpoints,
      Duration pollPause) {
    this.mapping = mapping;
    this.stream = stream;
    this.events = events;
    this.writes = writes;
    this.scheduler = scheduler;
    this.meter = meter;
    this.checkpoints = checkpoints;
    this.pollPause = pollPause;
    this.lanes =
        Stream.generate(() -> new StreamLane(mapping, batches, scheduler, activity, checkpoints))
            .limit(mapping.parallelizationFactor())
            .toList();
  }

  public void start() {
    scheduler.start(mapping.id(), this::readAll);
    lanes.forEach(StreamLane::start);
  }

  public MappingReport report() {
    return new MappingReport(
        mapping.id(),
        mapping.functionLogicalId(),
        mapping.tableName(),
        MappingReport.Kind.STREAM,
        OptionalInt.of(mapping.parallelizationFactor()),
        meter.peak(),
        meter.invocations(),
        meter.records(),
        meter.failures());
  }

  /// Records that were read and are not done yet.
  public long pending() {
    return lanes.stream().mapToLong(StreamLane::pending).sum();
  }

  /// Whether a read that began after the table's last write found nothing.
  public boolean hasSeenAllWrites() {
    return writesSeen == writes.count();
  }

  private void readAll() {
    var finished = new HashSet<String>();
    try {
      while (true) readNewShards(finished);
    } catch (InterruptedException _) {
      LOG.debug("{} stops", mapping.id());
    }
  }

  private void readNewShards(Set<String> finished) throws InterruptedException {
    try {
      for (var shard : stream.shards()) {
        if (finished.contains(shard.shardId())) continue;
        read(stream.open(shard.shardId(), checkpoints.of(shard.shardId())));
        finished.add(shard.shardId());
      }
    } catch (SdkException e) {
      LOG.debug("{} can't read its stream", mapping.id(), e);
      scheduler.pause(ERROR_PAUSE);
    }
  }

  private void read(LocalStream.ShardReader reader) throws InterruptedException {
    while (!reader.ended()) {
      var seen = writes.count();
      var page = reader.next(LocalStream.RECORDS_MAX);
      deal(reader.shardId(), page.records());
      if (page.atEnd() && !reader.ended()) {
        writesSeen = seen;
        awaitWriteAfter(seen);
      } else if (page.records().size() < LocalStream.RECORDS_MAX) {
        scheduler.pause(pollPause);
      }
    }
  }

  private void deal(String shardId, List<Record> page) throws InterruptedException {
    var records = page.stream().map(record -> events.record(shardId, record)).toList();
    checkpoints.begun(shardId, records.stream().map(StreamRecord::sequenceNumber).toList());
    var byLane = records.stream().collect(Collectors.groupingBy(this::lane));
    for (var dealt : byLane.entrySet()) dealt.getKey().put(dealt.getValue());
  }

  private StreamLane lane(StreamRecord record) {
    return lanes.get(Math.floorMod(record.partitionKey(), lanes.size()));
  }

  private void awaitWriteAfter(long seen) throws InterruptedException {
    try {
      scheduler.await(writes.above(seen), IDLE_PAUSE);
    } catch (TimeoutException _) {
      LOG.trace("{} is idle", mapping.id());
    }
  }
}
