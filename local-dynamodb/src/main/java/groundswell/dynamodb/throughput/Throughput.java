package groundswell.dynamodb.throughput;

import groundswell.dynamodb.throughput.Throttled.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// What a table or global index can take: in total, and per partition. A request is admitted while
/// both have units, and is charged once its cost is known.
///
/// In total, on demand: 4,000 write units and 12,000 read units a second at first, later twice what
/// it took in its busiest minute.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html>
///
/// In total, provisioned: what was provisioned, and what was not used in the last five minutes.
/// Adaptive capacity lets one partition use all of it, up to the partition's own limit.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html>
public final class Throughput {
  static final double NEW_READ_UNITS_PER_SECOND = 12_000;
  static final double NEW_WRITE_UNITS_PER_SECOND = 4_000;
  private static final Duration BURST_KEPT = Duration.ofMinutes(5);
  private static final Duration ON_DEMAND_KEPT = Duration.ofSeconds(1);
  private static final Duration PEAK_WINDOW = Duration.ofMinutes(1);
  private static final long HASHES = 1L << Integer.SIZE;

  private final Resource resource;
  private final InstantSource clock;
  private final List<Partition> partitions = new ArrayList<>();
  private CapacityMode mode;
  private Bucket reads;
  private Bucket writes;
  private Instant windowBegan;
  private double windowReads;
  private double windowWrites;

  public Throughput(Resource resource, CapacityMode mode, InstantSource clock) {
    var now = clock.instant();
    this.resource = resource;
    this.clock = clock;
    this.mode = mode;
    this.reads = bucket(mode, true, now);
    this.writes = bucket(mode, false, now);
    this.windowBegan = now;
    cut(partitionsFor(reads.unitsPerSecond(), writes.unitsPerSecond()), now);
  }

  private static Bucket bucket(CapacityMode mode, boolean isForReads, Instant now) {
    return switch (mode) {
      case CapacityMode.OnDemand() ->
          new Bucket(
              isForReads ? NEW_READ_UNITS_PER_SECOND : NEW_WRITE_UNITS_PER_SECOND,
              ON_DEMAND_KEPT,
              now);
      case CapacityMode.Provisioned(var readUnits, var writeUnits) ->
          new Bucket(isForReads ? readUnits : writeUnits, BURST_KEPT, now);
    };
  }

  private static int partitionsFor(double readUnits, double writeUnits) {
    return (int)
        Math.ceil(
            Math.max(
                readUnits / Partition.READ_UNITS_PER_SECOND,
                writeUnits / Partition.WRITE_UNITS_PER_SECOND));
  }

  private void cut(int count, Instant now) {
    partitions.clear();
    for (var at = 0L; at < Math.max(1, count); at++)
      partitions.add(
          new Partition(
              HASHES * at / Math.max(1, count), HASHES * (at + 1) / Math.max(1, count), now));
  }

  /// Takes effect now. Partitions never merge.
  public synchronized void change(CapacityMode changed) {
    if (changed.equals(mode)) return;
    var now = clock.instant();
    mode = changed;
    reads = bucket(changed, true, now);
    writes = bucket(changed, false, now);
    var needed = partitionsFor(reads.unitsPerSecond(), writes.unitsPerSecond());
    if (needed > partitions.size()) cut(needed, now);
  }

  public synchronized CapacityMode mode() {
    return mode;
  }

  public synchronized int partitionCount() {
    return partitions.size();
  }

  /// @param hash of the partition key
  /// @throws Throttled if there are no units
  public synchronized void admitRead(int hash) {
    var now = clock.instant();
    var partition = partition(hash);
    if (!partition.reads().hasUnits(now)) refuse(partition, Limit.PARTITION_READ, now);
    if (!reads.hasUnits(now)) throw refusal(Limit.TABLE_READ, Limit.INDEX_READ);
  }

  /// @throws Throttled if there are no units
  public synchronized void admitWrite(int hash) {
    var now = clock.instant();
    var partition = partition(hash);
    if (!partition.writes().hasUnits(now)) refuse(partition, Limit.PARTITION_WRITE, now);
    if (!writes.hasUnits(now)) throw refusal(Limit.TABLE_WRITE, Limit.INDEX_WRITE);
  }

  private Throttled refusal(Limit ofTable, Limit ofIndex) {
    return switch (resource) {
      case Resource.Table _ -> new Throttled(ofTable, resource);
      case Resource.Index _ -> new Throttled(ofIndex, resource);
    };
  }

  public synchronized void chargeRead(int hash, double units) {
    partition(hash).reads().take(units);
    reads.take(units);
    windowReads += units;
    learn();
  }

  public synchronized void chargeWrite(int hash, double units) {
    partition(hash).writes().take(units);
    writes.take(units);
    windowWrites += units;
    learn();
  }

  private Partition partition(int hash) {
    for (var partition : partitions) {
      if (partition.holds(hash)) return partition;
    }
    throw new IllegalStateException("no partition holds the hash " + hash);
  }

  private void refuse(Partition partition, Limit limit, Instant now) {
    partition.heat(now);
    if (partition.isToSplit()) {
      partitions.remove(partition);
      partitions.add(partition.lowerHalf(now));
      partitions.add(partition.upperHalf(now));
    }
    throw new Throttled(limit, resource);
  }

  /// A table on demand takes twice as much as it took in its busiest minute.
  private void learn() {
    var now = clock.instant();
    var seconds = Duration.between(windowBegan, now).toSeconds();
    if (seconds < PEAK_WINDOW.toSeconds()) return;
    switch (mode) {
      case CapacityMode.OnDemand() -> {
        reads.comeAt(Math.max(reads.unitsPerSecond(), 2 * windowReads / seconds), now);
        writes.comeAt(Math.max(writes.unitsPerSecond(), 2 * windowWrites / seconds), now);
      }
      case CapacityMode.Provisioned _ -> {}
    }
    windowBegan = now;
    windowReads = 0;
    windowWrites = 0;
  }
}
