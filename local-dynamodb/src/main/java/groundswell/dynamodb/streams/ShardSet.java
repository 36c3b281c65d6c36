package groundswell.dynamodb.streams;

import groundswell.dynamodb.options.Options;
import groundswell.dynamodb.storage.KeyRange;
import groundswell.dynamodb.storage.OrderedMap;
import groundswell.dynamodb.storage.OrderedMap.Direction;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// The shards of a stream. The open ones share all partition key hashes; a shard that closes passes
/// its range to its children.
final class ShardSet {
  private final Options options;
  private final OrderedMap<StoredRecord> records;
  private final OrderedMap<ShardState> states;
  private final LongAdder heapBytes;
  private final AtomicLong numbers = new AtomicLong();
  private volatile List<ShardLog> shards;
  private volatile long trimDueMillis;

  ShardSet(
      Options options,
      OrderedMap<StoredRecord> records,
      OrderedMap<ShardState> states,
      LongAdder heapBytes) {
    this.options = options;
    this.records = records;
    this.states = states;
    this.heapBytes = heapBytes;
    this.shards = recall();
  }

  /// Restores the shards from a file.
  private List<ShardLog> recall() {
    var recalled = new ArrayList<ShardLog>();
    for (var stored = states.walk(KeyRange.ALL, Direction.ASCENDING); stored.next(); ) {
      var shard = new ShardLog(stored.value(), records, heapBytes);
      numbers.accumulateAndGet(shard.recall(), Math::max);
      recalled.add(shard);
    }
    return List.copyOf(recalled);
  }

  List<ShardLog> all() {
    return shards;
  }

  long recordCount() {
    return records.size();
  }

  Optional<ShardLog> find(String id) {
    return shards.stream().filter(shard -> shard.id().equals(id)).findFirst();
  }

  Optional<String> id(int number) {
    return shards.stream().filter(shard -> shard.number() == number).findFirst().map(ShardLog::id);
  }

  synchronized void cut(int count) {
    var cut = new ArrayList<ShardLog>();
    for (var at = 0; at < count; at++)
      cut.add(
          open(
              at,
              OptionalInt.empty(),
              ShardState.HASHES * at / count,
              ShardState.HASHES * (at + 1) / count));
    shards = List.copyOf(cut);
  }

  private ShardLog open(int number, OptionalInt parent, long hashesFrom, long hashesUntil) {
    var state =
        new ShardState(
            number,
            parent,
            hashesFrom,
            hashesUntil,
            options.clock().millis(),
            numbers.incrementAndGet(),
            OptionalLong.empty(),
            Long.MAX_VALUE);
    states.put(key(state), state);
    return new ShardLog(state, records, heapBytes);
  }

  private static byte[] key(ShardState state) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(state.number()).array();
  }

  void append(int hash, StoredRecord record) {
    var isKept = false;
    while (!isKept) {
      var shard = openShard(hash);
      if (isFull(shard)) replace(shard);
      else isKept = shard.append(record, numbers);
    }
    if (records.size() > options.streams().recordsMax()) trimOldest();
  }

  private ShardLog openShard(int hash) {
    for (var shard : shards) {
      if (shard.holds(hash) && shard.isOpen()) return shard;
    }
    throw new IllegalStateException("no shard of the stream is open for the hash " + hash);
  }

  private boolean isFull(ShardLog shard) {
    return isOld(shard) || shard.count() >= options.streams().recordsPerShardMax();
  }

  private boolean isOld(ShardLog shard) {
    return options.clock().millis() - shard.state().createdMillis()
        >= options.streams().shardLifetime().toMillis();
  }

  /// A shard that closes by age gets one child; one that closes by number of records gets two.
  private synchronized void replace(ShardLog shard) {
    if (!shard.isOpen()) return;
    var next = new ArrayList<>(shards);
    var state = shard.state();
    var middle = (state.hashesFrom() + state.hashesUntil()) / 2;
    close(shard);
    var parent = OptionalInt.of(state.number());
    var number = shards.getLast().number() + 1;
    if (isOld(shard) || middle == state.hashesFrom()) {
      next.add(open(number, parent, state.hashesFrom(), state.hashesUntil()));
    } else {
      next.add(open(number, parent, state.hashesFrom(), middle));
      next.add(open(number + 1, parent, middle, state.hashesUntil()));
    }
    shards = List.copyOf(next);
  }

  private void close(ShardLog shard) {
    shard.close(numbers, options.clock().millis());
    states.put(key(shard.state()), shard.state());
  }

  synchronized void closeAll() {
    shards.stream().filter(ShardLog::isOpen).forEach(this::close);
  }

  /// Drops records older than 24 hours, and closed shards that have none left.
  void trim() {
    if (options.clock().millis() < trimDueMillis) return;
    trimNow();
  }

  private synchronized void trimNow() {
    var horizon = options.clock().instant().minus(ChangeStream.RETENTION);
    for (var shard : shards) shard.trimBefore(horizon);
    var left = shards.stream().filter(shard -> !isOver(shard, horizon)).toList();
    for (var shard : shards) {
      if (!left.contains(shard)) states.remove(key(shard.state()));
    }
    shards = left;
    var oldestMillis = left.stream().mapToLong(ShardLog::oldestMillis).min().orElse(Long.MAX_VALUE);
    trimDueMillis =
        Math.min(oldestMillis, options.clock().millis()) + ChangeStream.RETENTION.toMillis() + 1;
  }

  private static boolean isOver(ShardLog shard, Instant horizon) {
    return !shard.isOpen()
        && shard.isEmpty()
        && shard.state().closedMillis() < horizon.toEpochMilli();
  }

  /// Drops the oldest record of the stream.
  private synchronized void trimOldest() {
    if (records.size() <= options.streams().recordsMax()) return;
    shards.stream()
        .filter(shard -> !shard.isEmpty())
        .min(Comparator.comparingLong(ShardLog::oldestMillis))
        .ifPresent(ShardLog::trimOldest);
  }

  synchronized void trimAll() {
    shards.forEach(ShardLog::trimAll);
  }
}
