package groundswell.dynamodb.streams;

import groundswell.dynamodb.storage.KeyRange;
import groundswell.dynamodb.storage.OrderedMap;
import groundswell.dynamodb.storage.OrderedMap.Cursor;
import groundswell.dynamodb.storage.OrderedMap.Direction;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// The records of one shard, in order. A record gets its number and its place under the shard's
/// lock, so no reader can pass a number whose record is still being added.
final class ShardLog {
  private static final int KEY_BYTES = Integer.BYTES + Long.BYTES;

  private final OrderedMap<StoredRecord> records;
  private final LongAdder heapBytes;
  private final KeyRange range;
  private volatile ShardState state;
  private volatile long lastNumber;
  private volatile long trimmedThrough;
  private volatile long count;

  ShardLog(ShardState state, OrderedMap<StoredRecord> records, LongAdder heapBytes) {
    this.state = state;
    this.records = records;
    this.heapBytes = heapBytes;
    this.range = KeyRange.prefix(ByteBuffer.allocate(Integer.BYTES).putInt(state.number()).array());
    this.lastNumber = state.startingNumber() - 1;
    this.trimmedThrough = lastNumber;
  }

  /// Restores its state from records in a file.
  ///
  /// @return the highest number that the shard has used
  synchronized long recall() {
    for (var kept = records.walk(range, Direction.ASCENDING); kept.next(); ) {
      if (count == 0) trimmedThrough = number(kept.key()) - 1;
      lastNumber = number(kept.key());
      heapBytes.add(bytes(kept.value()));
      count++;
    }
    return Math.max(lastNumber, state.endingNumber().orElse(state.startingNumber()));
  }

  ShardState state() {
    return state;
  }

  int number() {
    return state.number();
  }

  String id() {
    return state.id();
  }

  boolean isOpen() {
    return state.endingNumber().isEmpty();
  }

  boolean holds(int hash) {
    return state.holds(hash);
  }

  long lastNumber() {
    return lastNumber;
  }

  /// The number of the last trimmed record.
  long trimmedThrough() {
    return trimmedThrough;
  }

  /// How many records it has had in all.
  long count() {
    return count;
  }

  boolean isEmpty() {
    return trimmedThrough >= lastNumber;
  }

  /// Whether a record with this number is or was in the shard, or could be.
  boolean mayHold(long number) {
    return number >= state.startingNumber()
        && number <= state.endingNumber().orElse(Math.max(lastNumber, state.startingNumber()));
  }

  /// @return false if the shard has closed: the record belongs in a child
  synchronized boolean append(StoredRecord stored, AtomicLong numbers) {
    if (!isOpen()) return false;
    var number = numbers.incrementAndGet();
    records.put(key(number), stored);
    heapBytes.add(bytes(stored));
    lastNumber = number;
    count = count + 1;
    return true;
  }

  synchronized void close(AtomicLong numbers, long nowMillis) {
    state = state.closed(numbers.incrementAndGet(), nowMillis);
  }

  /// The records after a number. None is missed: later records have higher numbers.
  Cursor<StoredRecord> after(long number) {
    return records.walk(range.from(key(number + 1)), Direction.ASCENDING);
  }

  static long number(byte[] key) {
    return ByteBuffer.wrap(key).getLong(Integer.BYTES);
  }

  /// When the oldest record was written; for an empty shard, when it closes or closed.
  long oldestMillis() {
    var oldest = after(trimmedThrough);
    return oldest.next() ? oldest.value().createdMillis() : state.closedMillis();
  }

  synchronized void trimBefore(Instant horizon) {
    var oldest = after(trimmedThrough);
    while (oldest.next() && oldest.value().createdMillis() < horizon.toEpochMilli()) trim(oldest);
  }

  synchronized void trimOldest() {
    var oldest = after(trimmedThrough);
    if (oldest.next()) trim(oldest);
  }

  synchronized void trimAll() {
    for (var oldest = after(trimmedThrough); oldest.next(); ) trim(oldest);
  }

  private void trim(Cursor<StoredRecord> oldest) {
    trimmedThrough = number(oldest.key());
    records.remove(oldest.key());
    heapBytes.add(-bytes(oldest.value()));
  }

  private static int bytes(StoredRecord stored) {
    return StoredRecord.FORM.bytes(stored);
  }

  private byte[] key(long number) {
    return ByteBuffer.allocate(KEY_BYTES).putInt(state.number()).putLong(number).array();
  }
}
