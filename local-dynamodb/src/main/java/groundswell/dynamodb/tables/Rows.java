package groundswell.dynamodb.tables;

import groundswell.dynamodb.storage.KeyRange;
import groundswell.dynamodb.storage.OrderedMap;
import groundswell.dynamodb.storage.OrderedMap.Cursor;
import groundswell.dynamodb.storage.OrderedMap.Direction;
import java.time.Instant;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The stored items of a table, or the entries of an index.
///
/// Several rows, in one map or many, change at one moment. First each change is announced, with the
/// row before and after. Then the moment comes ([Moment#come]). Then the maps are updated, and the
/// announcements are removed. Readers check the announcements before the map, so they never wait,
/// and see all of the change or none of it. A writer of a row holds the item's lock.
final class Rows {
  /// The approximate heap overhead of a row: two array headers, and its share of a tree page.
  private static final int ROW_HEAP_BYTES = 56;

  private final String mapName;
  private final OrderedMap<byte[]> map;
  private final @Nullable History history;
  private final LongAdder heapBytesOfAll;
  private final LongAdder heapBytes = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final ConcurrentSkipListMap<byte[], Announcement> announcements =
      new ConcurrentSkipListMap<>(Arrays::compareUnsigned);

  /// @param history null if nobody reads old rows
  /// @param heapBytesOfAll counts what the rows of all maps take
  Rows(
      String mapName, OrderedMap<byte[]> map, @Nullable History history, LongAdder heapBytesOfAll) {
    this.mapName = mapName;
    this.map = map;
    this.history = history;
    this.heapBytesOfAll = heapBytesOfAll;
  }

  /// Whether the announced changes hold.
  static final class Moment {
    private volatile boolean hasCome;

    void come() {
      hasCome = true;
    }
  }

  /// @param before null if there is no row
  /// @param after null if no row is left
  /// @param bytesMore growth of the items' size, as the service counts it
  /// @param heapBytesMore growth of the engine's heap
  @SuppressWarnings("ArrayRecordComponent") // is never compared
  record Change(
      Rows rows,
      byte[] key,
      byte @Nullable [] before,
      byte @Nullable [] after,
      int bytesMore,
      int heapBytesMore) {
    void announce(Moment moment) {
      rows.announcements.put(key, new Announcement(moment, before, after));
    }

    void make() {
      if (rows.history != null) rows.history.note(key, before);
      if (after == null) rows.map.remove(key);
      else rows.map.put(key, after);
      rows.count(bytesMore, heapBytesMore);
    }

    void forget() {
      rows.announcements.remove(key);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // is never compared
  private record Announcement(Moment moment, byte @Nullable [] before, byte @Nullable [] after) {
    byte @Nullable [] current() {
      return moment.hasCome ? after : before;
    }
  }

  /// @param bytesMore see [Change]
  /// @param rowBytesMore growth of the row itself; 0 if another map shares it
  Change change(
      byte[] key,
      byte @Nullable [] before,
      byte @Nullable [] after,
      int bytesMore,
      int rowBytesMore) {
    var entries = (after == null ? 0 : 1) - (before == null ? 0 : 1);
    return new Change(
        this,
        key,
        before,
        after,
        bytesMore,
        rowBytesMore + entries * (ROW_HEAP_BYTES + key.length));
  }

  String mapName() {
    return mapName;
  }

  long count() {
    return map.size();
  }

  /// The size of all items, as the service counts it.
  long bytes() {
    return bytes.sum();
  }

  void count(long bytesMore, long heapBytesMore) {
    bytes.add(bytesMore);
    heapBytes.add(heapBytesMore);
    heapBytesOfAll.add(heapBytesMore);
  }

  /// The rows were removed with their map.
  void uncount() {
    count(-bytes.sum(), -heapBytes.sum());
  }

  byte @Nullable [] get(byte[] key) {
    var announced = announcements.get(key);
    return announced != null ? announced.current() : map.get(key);
  }

  /// The row at that time; the current one if the past is no longer known.
  byte @Nullable [] get(byte[] key, Instant asOf) {
    var past = history == null ? null : history.at(key, asOf);
    return past != null ? past.row() : get(key);
  }

  /// All rows in order. Each is as it is at some time between the call and the moment when the walk
  /// reaches it.
  Cursor<byte[]> walk(KeyRange range, Direction direction) {
    return walk(range, direction, new TreeMap<>(Arrays::compareUnsigned));
  }

  Cursor<byte[]> walk(KeyRange range, Direction direction, Instant asOf) {
    var past = new TreeMap<byte[], byte @Nullable []>(Arrays::compareUnsigned);
    if (history != null) history.within(range, asOf, past);
    return walk(range, direction, past);
  }

  private Cursor<byte[]> walk(
      KeyRange range, Direction direction, NavigableMap<byte[], byte @Nullable []> past) {
    if (!announcements.isEmpty())
      range
          .of(announcements)
          .forEach((key, announced) -> past.putIfAbsent(key, announced.current()));
    var stored = map.walk(range, direction);
    return past.isEmpty() ? stored : new Overlaid(stored, past, direction);
  }
}
