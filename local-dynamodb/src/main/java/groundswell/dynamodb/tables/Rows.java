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
/// Several rows, of one map or of many, change at one moment: each change is announced first, with
/// the row before and after; then the moment comes ([Moment#come]); then the maps follow, and the
/// announcements go. A reader looks at the announcements before it looks into the map, so it waits
/// for nobody, and sees all of the change or nothing of it. Whoever changes a row holds the item's
/// lock.
final class Rows {
  /// About what a row takes in the heap besides its bytes: two array heads, and its part of a
  /// tree's page.
  private static final int ROW_HEAP_BYTES = 56;

  private final String mapName;
  private final OrderedMap<byte[]> map;
  private final @Nullable History history;
  private final LongAdder heapBytesOfAll;
  private final LongAdder heapBytes = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final ConcurrentSkipListMap<byte[], Announcement> announcements =
      new ConcurrentSkipListMap<>(Arrays::compareUnsigned);

  /// @param history null where nobody reads rows as they were
  /// @param heapBytesOfAll counts what rows of all maps take
  Rows(
      String mapName, OrderedMap<byte[]> map, @Nullable History history, LongAdder heapBytesOfAll) {
    this.mapName = mapName;
    this.map = map;
    this.history = history;
    this.heapBytesOfAll = heapBytesOfAll;
  }

  /// Whether what was announced holds.
  static final class Moment {
    private volatile boolean hasCome;

    void come() {
      hasCome = true;
    }
  }

  /// @param before null where there is no row
  /// @param after null where there is none afterwards
  /// @param bytesMore by how much the size of all items grows, as the service counts it
  /// @param heapBytesMore by how much grows what the engine takes
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
  /// @param rowBytesMore by how much the row itself grows; 0 where it is shared with another map
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

  /// The size of all rows' items, as the service counts it.
  long bytes() {
    return bytes.sum();
  }

  void count(long bytesMore, long heapBytesMore) {
    bytes.add(bytesMore);
    heapBytes.add(heapBytesMore);
    heapBytesOfAll.add(heapBytesMore);
  }

  /// The rows are gone with their map.
  void uncount() {
    count(-bytes.sum(), -heapBytes.sum());
  }

  byte @Nullable [] get(byte[] key) {
    var announced = announcements.get(key);
    return announced != null ? announced.current() : map.get(key);
  }

  /// The row as it was, or as it is if its past is no longer known.
  byte @Nullable [] get(byte[] key, Instant asOf) {
    var past = history == null ? null : history.at(key, asOf);
    return past != null ? past.row() : get(key);
  }

  /// All rows in order, each as it is at some time between the call and the moment in which it is
  /// met.
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
