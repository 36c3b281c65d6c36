package groundswell.activityloader;

import groundswell.domain.Optimistic;
import groundswell.domain.Optimistic.Attempt;
import groundswell.domain.Optimistic.Attempt.Settled;
import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.activity.Statements;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.activity.StoredMonth.Merge;
import groundswell.domain.files.ActivityRows;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.settings.TenantSettings;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.visibility.TouchedMonth;
import groundswell.domain.visibility.TouchedMonths;
import groundswell.platform.Parallel;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/// Merges a partition of activity into the stored months, one write for each that changes. Then it
/// stores which months the partition touched, so that it can be told when the boards show them.
final class MonthMerger {
  private final ActivityMonths months;
  private final TouchedMonths touchedMonths;
  private final TenantSettings settings;
  private final InstantSource clock;
  private final int parallelism;

  MonthMerger(
      ActivityMonths months,
      TouchedMonths touchedMonths,
      TenantSettings settings,
      InstantSource clock,
      int parallelism) {
    this.months = months;
    this.touchedMonths = touchedMonths;
    this.settings = settings;
    this.clock = clock;
    this.parallelism = parallelism;
  }

  RowCounts merge(PartitionRows partition) {
    var rows = new ActivityRows();
    partition.forEach(new PartitionCodec.OfActivity(), rows::add);
    // Entries only rise, and a write is conditioned on what was read, so a stale read does no harm.
    var stored = months.read(partition.tenant(), rows.months().keySet(), Consistency.EVENTUAL);
    var policy = settings.find(partition.tenant()).settings().sources();
    var accepted = new LongAdder();
    var unchanged = new LongAdder();
    var notCounting = new LongAdder();
    var touched = new ConcurrentLinkedQueue<TouchedMonth>();
    Parallel.forEach(
        rows.months().entrySet(),
        parallelism,
        month -> {
          var held = stored.getOrDefault(month.getKey(), StoredMonth.NONE);
          var merged = merge(partition, month.getKey(), month.getValue(), policy, held);
          touched.add(new TouchedMonth(month.getKey(), merged.valueVersion()));
          var counts = merged.counts();
          accepted.add(counts.accepted());
          unchanged.add(counts.unchanged());
          notCounting.add(counts.notCounting());
        });
    touchedMonths.put(partition.tenant(), partition.upload().id(), partition.partition(), touched);
    long superseded = rows.received() - accepted.sum() - unchanged.sum();
    return new RowCounts(accepted.sum(), unchanged.sum(), superseded, 0, notCounting.sum(), 0);
  }

  private Merged merge(
      PartitionRows partition,
      MonthKey key,
      Statements offered,
      SourcePolicy policy,
      StoredMonth read) {
    var origin = Optional.of(partition.origin());
    return Optimistic.settle(
        "activity of %s in %s".formatted(key.metric(), key.month()),
        read,
        held ->
            switch (held.merge(offered, partition.lane(), origin, policy, clock.instant())) {
              case Merge.Unchanged(var counts) ->
                  new Settled<>(new Merged(counts, held.valueVersion()));
              case Merge.Changed(var next, var counts) ->
                  Attempt.written(
                      new Merged(counts, next.valueVersion()),
                      months.saveIf(partition.tenant(), key, next, held.version()));
            });
  }

  /// @param valueVersion of the month as it stands after the merge
  private record Merged(StoredMonth.Counts counts, long valueVersion) {}
}
