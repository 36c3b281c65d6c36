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
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Members;
import groundswell.domain.settings.TenantSettings;
import groundswell.domain.uploads.RowCounts;
import groundswell.platform.Parallel;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/// Merges a partition of activity into the stored months, one write for each that changes.
final class MonthMerger {
  private final ActivityMonths months;
  private final Members members;
  private final TenantSettings settings;
  private final InstantSource clock;
  private final int parallelism;

  MonthMerger(
      ActivityMonths months,
      Members members,
      TenantSettings settings,
      InstantSource clock,
      int parallelism) {
    this.months = months;
    this.members = members;
    this.settings = settings;
    this.clock = clock;
    this.parallelism = parallelism;
  }

  RowCounts merge(PartitionRows partition) {
    var rows = new ActivityRows();
    partition.forEach(new PartitionCodec.OfActivity(), rows::add);
    // Entries only rise, and a write is conditioned on what was read, so a stale read does no harm.
    var stored = months.read(partition.tenant(), rows.months().keySet(), Consistency.EVENTUAL);
    var registered = registered(partition.tenant(), rows.months().keySet());
    var policy = settings.find(partition.tenant()).settings().sources();
    var accepted = new LongAdder();
    var unchanged = new LongAdder();
    var notCounting = new LongAdder();
    Parallel.forEach(
        rows.months().entrySet().stream()
            .filter(month -> registered.contains(month.getKey().member()))
            .toList(),
        parallelism,
        month -> {
          var held = stored.getOrDefault(month.getKey(), StoredMonth.NONE);
          var counts = merge(partition, month.getKey(), month.getValue(), policy, held);
          accepted.add(counts.accepted());
          unchanged.add(counts.unchanged());
          notCounting.add(counts.notCounting());
        });
    long superseded = rows.received() - accepted.sum() - unchanged.sum();
    return new RowCounts(accepted.sum(), unchanged.sum(), superseded, 0, notCounting.sum(), 0);
  }

  /// Those of the members that are not erased, read after the months. The rows of the others pass
  /// without effect, and count as superseded. If a member is erased after this look, the eraser
  /// deletes what is written here.
  private Set<MemberId> registered(TenantId tenant, Set<MonthKey> months) {
    var ids = months.stream().map(MonthKey::member).collect(Collectors.toSet());
    return members.findAll(tenant, ids).keySet();
  }

  private StoredMonth.Counts merge(
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
              case Merge.Unchanged(var counts) -> new Settled<>(counts);
              case Merge.Changed(var next, var counts) ->
                  Attempt.written(
                      counts, months.saveIf(partition.tenant(), key, next, held.version()));
            });
  }
}
