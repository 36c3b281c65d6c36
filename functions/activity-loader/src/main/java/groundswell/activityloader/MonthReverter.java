package groundswell.activityloader;

import groundswell.activityloader.PartitionMonths.Decision;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.Images;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.Reversal;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.activity.StoredMonth.Revert;
import groundswell.domain.files.ActivityRows;
import groundswell.platform.uploads.BeforeImages;
import groundswell.platform.uploads.EarlierStatements;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Takes back what a partition of activity said. The upload was marked as taken back before.
///
/// Each attempt reads the months, then the before-images and the states of the uploads that they
/// name, and then writes every month, on condition that it is still as it was read. A worker that
/// looked before the mark is either seen by this, or its write is refused. Months of members who
/// are erased are left to the eraser.
final class MonthReverter {
  private final PartitionMonths months;
  private final TakenBackMarks marks;
  private final BeforeImages images;
  private final EarlierStatements earlier;
  private final InstantSource clock;

  MonthReverter(
      PartitionMonths months,
      TakenBackMarks marks,
      BeforeImages images,
      EarlierStatements earlier,
      InstantSource clock) {
    this.months = months;
    this.marks = marks;
    this.images = images;
    this.earlier = earlier;
    this.clock = clock;
  }

  Reversal revert(PartitionRows partition) {
    var rows = partition.activity();
    return months
        .settle(partition, rows, Consistency.STRONG, held -> decide(partition, rows, held))
        .values()
        .stream()
        .reduce(Reversal.NONE, Reversal::plus);
  }

  /// @param held the months that are left, as they were read
  private Map<MonthKey, Decision<Reversal>> decide(
      PartitionRows partition, ActivityRows rows, Map<MonthKey, StoredMonth> held) {
    var before = before(partition, held.keySet());
    var decisions = new HashMap<MonthKey, Decision<Reversal>>();
    marks
        .ofRegistered(partition.tenant(), held)
        .forEach(
            (key, month) -> {
              var origin = partition.origin();
              var revert = month.revert(origin, rows.of(key), before.of(key), clock.instant());
              decisions.put(key, decision(month, revert));
            });
    return decisions;
  }

  private static Decision<Reversal> decision(StoredMonth held, Revert revert) {
    return switch (revert) {
      case Revert.Done(var counts) -> new Decision<>(held, Optional.empty(), counts);
      case Revert.Changed(var next, var counts) -> new Decision<>(held, Optional.of(next), counts);
    };
  }

  /// What the upload had replaced. What was found through other uploads becomes an image of this
  /// one: an upload that replaced this one may be taken back when the others' images have
  /// expired.
  private Images before(PartitionRows partition, Set<MonthKey> wanted) {
    var tenant = partition.tenant();
    var own = earlier.own(tenant, partition.id(), partition.storing(), wanted);
    var before = earlier.before(tenant, partition.id(), own, wanted);
    if (!before.isEmpty() && !before.equals(own)) partition.keep(images, before);
    return before;
  }
}
