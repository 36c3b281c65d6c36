package groundswell.dynamodb.tables;

import groundswell.dynamodb.storage.KeyRange;
import groundswell.dynamodb.storage.OrderedMap.Direction;
import groundswell.dynamodb.tables.WriteFunction.Decision;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Deletes expired items of one table. It is only scheduled for the next expiry, so a table without
/// expiring items costs nothing, and a simulation can run dry.
final class ExpirySweep {
  private static final int ITEMS_AT_ONCE = 1_000;

  private final Writer writer;
  private final Background background;
  private final InstantSource clock;
  private Instant due = Instant.MAX;

  ExpirySweep(Writer writer, Background background, InstantSource clock) {
    this.writer = writer;
    this.background = background;
    this.clock = clock;
  }

  /// An item expires when its second is over.
  synchronized void expect(Table table, Instant expiry) {
    var wanted = expiry.plusSeconds(1);
    if (!wanted.isBefore(due)) return;
    due = wanted;
    background.after(Duration.between(clock.instant(), wanted), () -> sweep(table, wanted));
  }

  private void sweep(Table table, Instant planned) {
    if (!isDue(planned)) return;
    var expiries = table.state().expiries().orElse(null);
    if (expiries == null || table.state().isDropped()) return;
    var now = clock.instant();
    var expired = expiries.rows().walk(Expiries.expiredBy(now), Direction.ASCENDING);
    for (var taken = 0; taken < ITEMS_AT_ONCE && expired.next(); taken++)
      delete(table, expiries, expired.key(), now);
    var next =
        expiries
            .rows()
            .walk(new KeyRange(Expiries.expiredBy(now).from(), null), Direction.ASCENDING);
    if (next.next()) expect(table, Expiries.expiry(next.key()));
  }

  /// Another sweep may have been scheduled for an earlier time meanwhile.
  private synchronized boolean isDue(Instant planned) {
    if (!planned.equals(due)) return false;
    due = Instant.MAX;
    return true;
  }

  private void delete(Table table, Expiries expiries, byte[] entryKey, Instant now) {
    try {
      var _ =
          writer.write(
              table,
              Expiries.itemKey(entryKey),
              before ->
                  before.filter(item -> expiries.isExpired(item, now)).isPresent()
                      ? new Decision.Delete()
                      : new Decision.Keep(),
              true);
    } catch (TableGone deletedMeanwhile) {
      // nothing is left to expire
    }
  }
}
