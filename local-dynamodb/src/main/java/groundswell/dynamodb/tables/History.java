package groundswell.dynamodb.tables;

import groundswell.dynamodb.storage.KeyRange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// The recent past of rows, for reads that do not see the latest write.
final class History {
  private final InstantSource clock;
  private final Duration kept;
  private final ConcurrentSkipListMap<byte[], List<Past>> pasts =
      new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
  private final ArrayDeque<Note> notes = new ArrayDeque<>();

  /// @param kept how far back reads may go
  History(InstantSource clock, Duration kept) {
    this.clock = clock;
    this.kept = kept;
  }

  /// @param row the row until then; null if there was none
  @SuppressWarnings("ArrayRecordComponent") // is never compared
  record Past(Instant until, byte @Nullable [] row) {}

  @SuppressWarnings("ArrayRecordComponent") // is never compared
  private record Note(Instant until, byte[] key) {}

  /// Remembers the row's value until now.
  synchronized void note(byte[] key, byte @Nullable [] row) {
    var now = clock.instant();
    notes.add(new Note(now, key));
    pasts.merge(key, List.of(new Past(now, row)), History::joined);
    var horizon = now.minus(kept);
    while (!notes.isEmpty() && notes.element().until().isBefore(horizon))
      forget(notes.remove().key());
  }

  private void forget(byte[] key) {
    pasts.computeIfPresent(
        key, (_, known) -> known.size() == 1 ? null : known.subList(1, known.size()));
  }

  private static List<Past> joined(List<Past> known, List<Past> more) {
    var joined = new ArrayList<>(known);
    joined.addAll(more);
    return joined;
  }

  /// @return null if the row has not changed since
  @Nullable Past at(byte[] key, Instant time) {
    var known = pasts.get(key);
    return known == null ? null : at(known, time);
  }

  private static @Nullable Past at(List<Past> known, Instant time) {
    for (var past : known) {
      if (past.until().isAfter(time)) return past;
    }
    return null;
  }

  /// Adds each row that has changed since, with its old value.
  void within(KeyRange range, Instant time, Map<byte[], byte @Nullable []> rows) {
    range
        .of(pasts)
        .forEach(
            (key, known) -> {
              var past = at(known, time);
              if (past != null) rows.put(key, past.row());
            });
  }
}
