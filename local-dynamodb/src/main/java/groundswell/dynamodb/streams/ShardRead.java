package groundswell.dynamodb.streams;

import groundswell.dynamodb.options.Options;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.ItemCodec;
import groundswell.dynamodb.values.Sizes;
import groundswell.dynamodb.values.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One read of a shard.
final class ShardRead {
  /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html>
  private static final int BYTES_MAX = 1024 * 1024;

  /// With repeated reads, one in this many reads does not advance the iterator.
  private static final int READS_PER_REPEAT = 8;

  private final StreamIdentity identity;
  private final Options options;
  private final ShardLog shard;

  ShardRead(StreamIdentity identity, Options options, ShardLog shard) {
    this.identity = identity;
    this.options = options;
    this.shard = shard;
  }

  /// @param through the number of the record before the next position to read from
  /// @param isOver whether the shard is closed and read to its end
  record Result(List<StreamRecord> records, long through, boolean isOver) {}

  Result from(long after, int recordsMax) {
    var visibleUntil = visibleUntilMillis();
    var wasClosed = !shard.isOpen();
    var records = new ArrayList<StreamRecord>();
    var bytes = 0;
    var through = after;
    var stored = shard.after(after);
    var hasMore = stored.next();
    while (hasMore
        && records.size() < recordsMax
        && stored.value().createdMillis() <= visibleUntil) {
      var next = record(ShardLog.number(stored.key()), stored.value());
      if (bytes + next.bytes() > BYTES_MAX && !records.isEmpty()) break;
      records.add(next);
      bytes += next.bytes();
      through = ShardLog.number(stored.key());
      hasMore = stored.next();
    }
    if (!records.isEmpty() && isRepeated()) return new Result(records, after, false);
    return new Result(records, through, wasClosed && !hasMore);
  }

  private long visibleUntilMillis() {
    var delayMax = options.streams().delayMax().toMillis();
    return options.clock().millis() - (delayMax == 0 ? 0 : draw(delayMax + 1));
  }

  private boolean isRepeated() {
    return options.streams().repeatsReads() && draw(READS_PER_REPEAT) == 0;
  }

  private long draw(long bound) {
    synchronized (options.random()) {
      return options.random().nextLong(bound);
    }
  }

  private StreamRecord record(long number, StoredRecord stored) {
    var before = item(stored.before());
    var after = item(stored.after());
    var keys = before.or(() -> after).map(this::keys).or(() -> item(stored.keys())).orElseThrow();
    return new StreamRecord(
        stored.event(),
        SequenceNumbers.text(number),
        Instant.ofEpochMilli(stored.createdMillis()),
        keys,
        before,
        after,
        Sizes.bytes(keys) + before.map(Sizes::bytes).orElse(0) + after.map(Sizes::bytes).orElse(0),
        stored.isExpiry());
  }

  private static Optional<Item> item(byte @Nullable [] bytes) {
    return Optional.ofNullable(bytes).map(ItemCodec::decode);
  }

  private Item keys(Item item) {
    var keys = new LinkedHashMap<String, Value>();
    keys.put(identity.partitionKey(), Objects.requireNonNull(item.get(identity.partitionKey())));
    identity.sortKey().ifPresent(sort -> keys.put(sort, Objects.requireNonNull(item.get(sort))));
    return new Item(keys);
  }
}
