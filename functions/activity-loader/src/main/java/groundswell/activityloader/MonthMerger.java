package groundswell.activityloader;

import groundswell.activityloader.PartitionMonths.Decision;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.Fates;
import groundswell.domain.activity.Images;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.Registers;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.activity.StoredMonth.Merge;
import groundswell.domain.files.ActivityRows;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.settings.TenantSettings;
import groundswell.domain.uploads.ActivityFates;
import groundswell.domain.uploads.ActivityFates.MergedMonth;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.visibility.TouchedMonth;
import groundswell.domain.visibility.TouchedMonths;
import groundswell.platform.uploads.BeforeImages;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Merges a partition of activity into the stored months, one write for each that changes. Then it
/// stores which months the partition touched, so that it can be told when the boards show them.
///
/// Each attempt reads the months, then looks whether the upload is taken back and whether members
/// are erased, then keeps what it is about to replace, and then writes on condition that the months
/// are still as they were read. What another writer changed is attempted again, from the beginning.
/// Rows of members who are gone pass without effect, and count as superseded.
final class MonthMerger {
  private final PartitionMonths months;
  private final TouchedMonths touchedMonths;
  private final TenantSettings settings;
  private final TakenBackMarks marks;
  private final BeforeImages images;
  private final FatesWriter writer;
  private final InstantSource clock;

  MonthMerger(
      PartitionMonths months,
      TouchedMonths touchedMonths,
      TenantSettings settings,
      TakenBackMarks marks,
      BeforeImages images,
      FatesWriter writer,
      InstantSource clock) {
    this.months = months;
    this.touchedMonths = touchedMonths;
    this.settings = settings;
    this.marks = marks;
    this.images = images;
    this.writer = writer;
    this.clock = clock;
  }

  /// @return what became of the rows; empty if the upload is taken back, and then no fates are kept
  Optional<RowCounts> merge(PartitionRows partition) {
    var rows = partition.activity();
    var policy = settings.find(partition.tenant()).settings().sources();
    var merging = new Merging(partition, rows, policy);
    // Entries only rise, and a write is conditioned on what was read, so a stale read does no harm.
    var merged = months.settle(partition, rows, Consistency.EVENTUAL, merging::decide);
    if (merging.takenBack) return Optional.empty();
    var touched = new ArrayList<TouchedMonth>();
    merged.forEach((key, it) -> touched.add(new TouchedMonth(key, it.standing().valueVersion())));
    touchedMonths.put(partition.tenant(), partition.id(), partition.partition(), touched);
    return Optional.of(
        writer.write(partition, new PartitionCodec.OfActivity(), fates(rows, merged, policy)::of));
  }

  private static ActivityFates fates(
      ActivityRows rows, Map<MonthKey, Merged> merged, SourcePolicy policy) {
    var months = new HashMap<MonthKey, MergedMonth>();
    merged.forEach(
        (key, it) ->
            months.put(key, MergedMonth.of(rows.of(key), it.fates(), it.standing().month())));
    return new ActivityFates(rows, months, policy);
  }

  /// The attempts at one partition, until each of its months is done.
  private final class Merging {
    private final PartitionRows partition;
    private final ActivityRows rows;
    private final SourcePolicy policy;
    private boolean takenBack;

    Merging(PartitionRows partition, ActivityRows rows, SourcePolicy policy) {
      this.partition = partition;
      this.rows = rows;
      this.policy = policy;
    }

    /// @param held the months that are left, as they were read
    Map<MonthKey, Decision<Merged>> decide(Map<MonthKey, StoredMonth> held) {
      takenBack = marks.isTakenBack(partition.tenant(), partition.id());
      if (takenBack) return Map.of();
      var decisions = new HashMap<MonthKey, Decision<Merged>>();
      var replaced = new HashMap<MonthKey, Registers>();
      marks
          .ofRegistered(partition.tenant(), held)
          .forEach(
              (key, month) -> {
                var merge = merge(key, month);
                decisions.put(key, decision(month, merge));
                if (merge instanceof Merge.Changed changed && !changed.replaced().isEmpty())
                  replaced.put(key, changed.replaced());
              });
      if (!replaced.isEmpty()) partition.keep(images, new Images(replaced));
      return decisions;
    }

    private Merge merge(MonthKey key, StoredMonth held) {
      return held.merge(
          rows.of(key), partition.lane(), Optional.of(partition.origin()), policy, clock.instant());
    }
  }

  private static Decision<Merged> decision(StoredMonth held, Merge merge) {
    return switch (merge) {
      case Merge.Unchanged(var fates) ->
          new Decision<>(held, Optional.empty(), new Merged(fates, held));
      case Merge.Changed(var next, var fates, _) ->
          new Decision<>(held, Optional.of(next), new Merged(fates, next));
    };
  }

  /// @param standing the month after the merge
  private record Merged(Fates fates, StoredMonth standing) {}
}
