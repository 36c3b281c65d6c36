package groundswell.activityloader;

import groundswell.domain.Optimistic;
import groundswell.domain.Optimistic.Attempt;
import groundswell.domain.Optimistic.Attempt.Settled;
import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.activity.StoredMonth.Merge;
import groundswell.domain.files.ActivityRows;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.uploads.RowCounts;
import groundswell.platform.Parallel;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// Merges a partition of activity into the stored months, one write for each that changes.
final class MonthMerger {
  private final ActivityMonths months;
  private final InstantSource clock;
  private final int parallelism;

  MonthMerger(ActivityMonths months, InstantSource clock, int parallelism) {
    this.months = months;
    this.clock = clock;
    this.parallelism = parallelism;
  }

  RowCounts merge(PartitionRows partition) {
    var rows = new ActivityRows();
    partition.forEach(new PartitionCodec.OfActivity(), rows::add);
    // Entries only rise, and a write is conditioned on what was read, so a stale read does no harm.
    var stored = months.read(partition.tenant(), rows.months().keySet(), Consistency.EVENTUAL);
    var accepted = new LongAdder();
    var unchanged = new LongAdder();
    Parallel.forEach(
        rows.months().entrySet(),
        parallelism,
        month -> {
          var held = stored.getOrDefault(month.getKey(), StoredMonth.NONE);
          var counts = merge(partition, month.getKey(), month.getValue(), held);
          accepted.add(counts.accepted());
          unchanged.add(counts.unchanged());
        });
    long superseded = rows.received() - accepted.sum() - unchanged.sum();
    return new RowCounts(accepted.sum(), unchanged.sum(), superseded, 0);
  }

  private StoredMonth.Counts merge(
      PartitionRows partition, MonthKey key, Map<EntryKey, DayEntry> offered, StoredMonth read) {
    return Optimistic.settle(
        "activity of %s in %s".formatted(key.metric(), key.month()),
        read,
        held ->
            switch (held.merge(
                offered, partition.lane(), Optional.of(partition.origin()), clock.instant())) {
              case Merge.Unchanged(var counts) -> new Settled<>(counts);
              case Merge.Changed(var next, var counts) ->
                  Attempt.written(
                      counts, months.saveIf(partition.tenant(), key, next, held.version()));
            });
  }
}
