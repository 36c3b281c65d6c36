package groundswell.activityloader;

import groundswell.domain.Optimistic;
import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.files.ActivityRows;
import groundswell.domain.ids.TenantId;
import groundswell.platform.Parallel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Changes the stored months that a partition is about, one write for each that changes. A write is
/// conditioned on the month being still as it was read. What another writer changed is decided
/// again, together, from the beginning.
final class PartitionMonths {
  private final ActivityMonths months;
  private final int parallelism;

  PartitionMonths(ActivityMonths months, int parallelism) {
    this.months = months;
    this.parallelism = parallelism;
  }

  /// @param decide decides on the months that are left, as they were read; those without a decision
  ///     are passed over
  /// @return the results of the decisions that stand, by month
  <R> Map<MonthKey, R> settle(
      PartitionRows partition,
      ActivityRows rows,
      Consistency consistency,
      Function<Map<MonthKey, StoredMonth>, Map<MonthKey, Decision<R>>> decide) {
    var keys = rows.months().keySet();
    var stored = months.read(partition.tenant(), keys, consistency);
    var held = new HashMap<MonthKey, StoredMonth>();
    for (var key : keys) held.put(key, stored.getOrDefault(key, StoredMonth.NONE));
    var done = new ConcurrentHashMap<MonthKey, R>();
    Optimistic.whileLeft(
        "activity of partition %d of upload %s".formatted(partition.partition(), partition.id()),
        some(held),
        left -> some(write(partition.tenant(), decide.apply(left), done)));
    return done;
  }

  /// @param done takes the results of the accepted decisions
  /// @return the months that another writer changed, as they are now
  private <R> Map<MonthKey, StoredMonth> write(
      TenantId tenant, Map<MonthKey, Decision<R>> decisions, Map<MonthKey, R> done) {
    var changed = new ConcurrentHashMap<MonthKey, StoredMonth>();
    Parallel.forEach(
        decisions.entrySet(),
        parallelism,
        each -> {
          var key = each.getKey();
          var decision = each.getValue();
          decision
              .next()
              .flatMap(next -> months.saveIf(tenant, key, next, decision.read().version()))
              .ifPresentOrElse(
                  standing -> changed.put(key, standing), () -> done.put(key, decision.result()));
        });
    return changed;
  }

  private static Optional<Map<MonthKey, StoredMonth>> some(Map<MonthKey, StoredMonth> months) {
    return Optional.of(months).filter(it -> !it.isEmpty());
  }

  /// @param next what is written in place of what was read; empty if that stays
  record Decision<R>(StoredMonth read, Optional<StoredMonth> next, R result) {}
}
