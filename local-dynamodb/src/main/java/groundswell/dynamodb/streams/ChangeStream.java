package groundswell.dynamodb.streams;

import groundswell.dynamodb.options.Options;
import groundswell.dynamodb.storage.OrderedMap;
import groundswell.dynamodb.streams.StreamRecord.EventName;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.ItemCodec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The changes of one table's items since its stream was enabled.
///
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html>
public final class ChangeStream {
  /// How long records are kept.
  public static final Duration RETENTION = Duration.ofHours(24);

  private final Options options;
  private final ShardSet shards;
  private volatile StreamIdentity identity;

  ChangeStream(
      StreamIdentity identity,
      Options options,
      OrderedMap<StoredRecord> records,
      OrderedMap<ShardState> states,
      LongAdder heapBytes) {
    this.identity = identity;
    this.options = options;
    this.shards = new ShardSet(options, records, states, heapBytes);
    if (shards.all().isEmpty() && isEnabled()) shards.cut(options.streams().shardsAtStart());
  }

  public StreamIdentity identity() {
    return identity;
  }

  public boolean isEnabled() {
    return identity.disabled().isEmpty();
  }

  public long recordCount() {
    return shards.recordCount();
  }

  /// The shards that have records, or may get some; parents before their children.
  public List<Shard> shards() {
    shards.trim();
    return shards.all().stream().map(this::describe).toList();
  }

  private Shard describe(ShardLog shard) {
    var state = shard.state();
    return new Shard(
        state.id(),
        state.parent().isPresent() ? shards.id(state.parent().getAsInt()) : Optional.empty(),
        SequenceNumbers.text(state.startingNumber()),
        state.endingNumber().isPresent()
            ? Optional.of(SequenceNumbers.text(state.endingNumber().getAsLong()))
            : Optional.empty());
  }

  /// Appends a change. The caller holds the item's lock, so an item's changes are in order.
  ///
  /// @param hash of the partition key: it decides the shard
  public void append(
      int hash, byte @Nullable [] before, byte @Nullable [] after, Item keys, boolean isExpiry) {
    var view = identity.view();
    var old = view.holdsOldImage() ? before : null;
    var now = view.holdsNewImage() ? after : null;
    shards.append(
        hash,
        new StoredRecord(
            options.clock().millis(),
            before == null ? EventName.INSERT : after == null ? EventName.REMOVE : EventName.MODIFY,
            isExpiry,
            old == null && now == null ? ItemCodec.encode(keys) : null,
            old,
            now));
  }

  /// A position in a shard to read from.
  public IteratorOutcome iterator(String shardId, StartAt start) {
    shards.trim();
    return shards
        .find(shardId)
        .map(shard -> iterator(shard, start))
        .orElseGet(IteratorOutcome.UnknownShard::new);
  }

  private IteratorOutcome iterator(ShardLog shard, StartAt start) {
    return switch (start) {
      case StartAt.TrimHorizon() -> opened(shard, shard.state().startingNumber() - 1, true);
      case StartAt.Latest() -> opened(shard, shard.lastNumber(), false);
      case StartAt.AtSequenceNumber(var text) -> iterator(shard, text, 1);
      case StartAt.AfterSequenceNumber(var text) -> iterator(shard, text, 0);
    };
  }

  private IteratorOutcome iterator(ShardLog shard, String sequenceNumber, int step) {
    var number = SequenceNumbers.parse(sequenceNumber);
    if (number.isEmpty() || !shard.mayHold(number.getAsLong()))
      return new IteratorOutcome.OutOfRange();
    var after = number.getAsLong() - step;
    return after < shard.trimmedThrough()
        ? new IteratorOutcome.Trimmed()
        : opened(shard, after, false);
  }

  private IteratorOutcome opened(ShardLog shard, long after, boolean isAtHorizon) {
    return new IteratorOutcome.Opened(place(shard, after, isAtHorizon));
  }

  private ShardIterator place(ShardLog shard, long after, boolean isAtHorizon) {
    return new ShardIterator(
        identity.table(),
        identity.label(),
        shard.id(),
        after,
        isAtHorizon,
        options.clock().instant());
  }

  /// The next records of a shard, up to this many or 1 MB.
  public ReadOutcome read(ShardIterator iterator, int recordsMax) {
    if (iterator.isExpiredAt(options.clock().instant())) return new ReadOutcome.Expired();
    shards.trim();
    return shards
        .find(iterator.shardId())
        .map(shard -> read(shard, iterator, recordsMax))
        .orElseGet(ReadOutcome.UnknownShard::new);
  }

  private ReadOutcome read(ShardLog shard, ShardIterator iterator, int recordsMax) {
    if (!iterator.isAtHorizon() && iterator.after() < shard.trimmedThrough())
      return new ReadOutcome.Trimmed();
    var read = new ShardRead(identity, options, shard).from(iterator.after(), recordsMax);
    if (read.isOver()) return new ReadOutcome.Records(read.records(), Optional.empty());
    return new ReadOutcome.Records(
        read.records(),
        Optional.of(
            place(
                shard,
                read.through(),
                iterator.isAtHorizon() && read.through() == iterator.after())));
  }

  void disable() {
    identity = identity.disabledAt(options.clock().instant());
    shards.closeAll();
  }

  /// Drops all records, before the stream itself is dropped.
  void trimAll() {
    shards.trimAll();
  }
}
