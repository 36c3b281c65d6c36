package groundswell.activityloader;

import groundswell.domain.Optimistic;
import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.Images;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.Registers;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.activity.StoredMonth.Counts;
import groundswell.domain.activity.StoredMonth.Merge;
import groundswell.domain.files.ActivityRows;
import groundswell.domain.settings.TenantSettings;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.visibility.TouchedMonth;
import groundswell.domain.visibility.TouchedMonths;
import groundswell.platform.Parallel;
import groundswell.platform.uploads.BeforeImages;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/// Merges a partition of activity into the stored months, one write for each that changes. Then it
/// stores which months the partition touched, so that it can be told when the boards show them.
///
/// Each attempt reads the months, then looks whether the upload is taken back and whether members
/// are erased, then keeps what it is about to replace, and then writes on condition that the months
/// are still as they were read. What another writer changed is attempted again, from the beginning.
/// Rows of members who are gone pass without effect, and count as superseded.
final class MonthMerger {
  private final ActivityMonths months;
  private final TouchedMonths touchedMonths;
  private final TenantSettings settings;
  private final Marks marks;
  private final BeforeImages images;
  private final InstantSource clock;
  private final int parallelism;

  MonthMerger(
      ActivityMonths months,
      TouchedMonths touchedMonths,
      TenantSettings settings,
      Marks marks,
      BeforeImages images,
      InstantSource clock,
      int parallelism) {
    this.months = months;
    this.touchedMonths = touchedMonths;
    this.settings = settings;
    this.marks = marks;
    this.images = images;
    this.clock = clock;
    this.parallelism = parallelism;
  }

  /// @return empty if the upload is taken back
  Optional<RowCounts> merge(PartitionRows partition) {
    var rows = partition.activity();
    // Entries only rise, and a write is conditioned on what was read, so a stale read does no harm.
    var stored = months.read(partition.tenant(), rows.months().keySet(), Consistency.EVENTUAL);
    var attempts =
        new Attempts(partition, rows, settings.find(partition.tenant()).settings().sources());
    Map<MonthKey, StoredMonth> held = new HashMap<>();
    rows.months().keySet().forEach(it -> held.put(it, stored.getOrDefault(it, StoredMonth.NONE)));
    Optimistic.whileLeft(
        "activity of partition %d of upload %s".formatted(partition.partition(), partition.id()),
        Optional.of(held).filter(it -> !it.isEmpty()),
        attempts::next);
    return attempts.result();
  }

  /// The attempts at one partition, until each of its months is done.
  private final class Attempts {
    private final PartitionRows partition;
    private final ActivityRows rows;
    private final SourcePolicy policy;
    private final Map<MonthKey, Merged> done = new ConcurrentHashMap<>();
    private boolean takenBack;

    Attempts(PartitionRows partition, ActivityRows rows, SourcePolicy policy) {
      this.partition = partition;
      this.rows = rows;
      this.policy = policy;
    }

    /// @param held the months that are left, as they were read
    /// @return those of them that another writer changed, as they are now
    Optional<Map<MonthKey, StoredMonth>> next(Map<MonthKey, StoredMonth> held) {
      takenBack = marks.isTakenBack(partition.tenant(), partition.id());
      if (takenBack) return Optional.empty();
      var merges = new HashMap<MonthKey, Merge>();
      marks
          .ofRegistered(partition.tenant(), held)
          .forEach((key, month) -> merges.put(key, merge(key, month)));
      keepReplaced(merges);
      var changed = new ConcurrentHashMap<MonthKey, StoredMonth>();
      Parallel.forEach(
          merges.entrySet(),
          parallelism,
          merge -> {
            var key = merge.getKey();
            var standing = write(key, merge.getValue(), held.getOrDefault(key, StoredMonth.NONE));
            standing.ifPresent(now -> changed.put(key, now));
            if (standing.isEmpty()) done.put(key, merged(key, merge.getValue(), held));
          });
      return Optional.<Map<MonthKey, StoredMonth>>of(changed).filter(it -> !it.isEmpty());
    }

    Optional<RowCounts> result() {
      if (takenBack) return Optional.empty();
      var touched = new ArrayList<TouchedMonth>();
      done.forEach((key, merged) -> touched.add(new TouchedMonth(key, merged.valueVersion())));
      touchedMonths.put(partition.tenant(), partition.id(), partition.partition(), touched);
      var counts = done.values().stream().map(Merged::counts).toList();
      long accepted = sum(counts, Counts::accepted);
      long unchanged = sum(counts, Counts::unchanged);
      return Optional.of(
          new RowCounts(
              accepted,
              unchanged,
              rows.received() - accepted - unchanged,
              0,
              sum(counts, Counts::notCounting),
              0,
              sum(counts, Counts::notKept)));
    }

    private Merged merged(MonthKey key, Merge merge, Map<MonthKey, StoredMonth> held) {
      var standing =
          switch (merge) {
            case Merge.Unchanged _ -> held.getOrDefault(key, StoredMonth.NONE);
            case Merge.Changed(var next, _, _) -> next;
          };
      return new Merged(merge.counts(), standing.valueVersion());
    }

    private Merge merge(MonthKey key, StoredMonth held) {
      return held.merge(
          rows.of(key), partition.lane(), Optional.of(partition.origin()), policy, clock.instant());
    }

    private void keepReplaced(Map<MonthKey, Merge> merges) {
      var replaced = new HashMap<MonthKey, Registers>();
      merges.forEach(
          (key, merge) -> {
            if (merge instanceof Merge.Changed changed && !changed.replaced().isEmpty())
              replaced.put(key, changed.replaced());
          });
      if (!replaced.isEmpty()) partition.keep(images, new Images(replaced));
    }

    private Optional<StoredMonth> write(MonthKey key, Merge merge, StoredMonth held) {
      return switch (merge) {
        case Merge.Unchanged _ -> Optional.empty();
        case Merge.Changed(var next, _, _) ->
            months.saveIf(partition.tenant(), key, next, held.version());
      };
    }
  }

  private static long sum(Collection<Counts> counts, ToLongFunction<Counts> count) {
    return counts.stream().mapToLong(count).sum();
  }

  /// @param valueVersion of the month as it stands after the merge
  private record Merged(Counts counts, long valueVersion) {}
}
