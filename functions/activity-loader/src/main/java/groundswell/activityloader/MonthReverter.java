package groundswell.activityloader;

import groundswell.domain.Optimistic;
import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.Images;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.Reversal;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.activity.StoredMonth.Revert;
import groundswell.domain.files.ActivityRows;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Partitions;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.platform.Parallel;
import groundswell.platform.uploads.BeforeImages;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Takes back what a partition of activity said. The upload was marked as taken back before.
///
/// Each attempt reads the months, then the before-images and the states of the uploads that they
/// name, and then writes every month, on condition that it is still as it was read. A worker that
/// looked before the mark is either seen by this, or its write is refused. Months of members who
/// are erased are left to the eraser.
final class MonthReverter {
  private final ActivityMonths months;
  private final Marks marks;
  private final BeforeImages images;
  private final InstantSource clock;
  private final int parallelism;

  MonthReverter(
      ActivityMonths months,
      Marks marks,
      BeforeImages images,
      InstantSource clock,
      int parallelism) {
    this.months = months;
    this.marks = marks;
    this.images = images;
    this.clock = clock;
    this.parallelism = parallelism;
  }

  Reversal revert(PartitionRows partition) {
    var rows = partition.activity();
    var stored = months.read(partition.tenant(), rows.months().keySet(), Consistency.STRONG);
    var attempts = new Attempts(partition, rows);
    Map<MonthKey, StoredMonth> held = new HashMap<>();
    rows.months().keySet().forEach(it -> held.put(it, stored.getOrDefault(it, StoredMonth.NONE)));
    Optimistic.whileLeft(
        "activity of partition %d of upload %s".formatted(partition.partition(), partition.id()),
        Optional.of(held).filter(it -> !it.isEmpty()),
        attempts::next);
    return attempts.done.values().stream().reduce(Reversal.NONE, Reversal::plus);
  }

  /// The attempts at one partition, until each of its months is done.
  private final class Attempts {
    private final PartitionRows partition;
    private final ActivityRows rows;
    private final Map<MonthKey, Reversal> done = new ConcurrentHashMap<>();

    Attempts(PartitionRows partition, ActivityRows rows) {
      this.partition = partition;
      this.rows = rows;
    }

    /// @param held the months that are left, as they were read
    /// @return those of them that another writer changed, as they are now
    Optional<Map<MonthKey, StoredMonth>> next(Map<MonthKey, StoredMonth> held) {
      var before = before(held.keySet());
      var changed = new ConcurrentHashMap<MonthKey, StoredMonth>();
      Parallel.forEach(
          marks.ofRegistered(partition.tenant(), held).entrySet(),
          parallelism,
          month -> {
            var key = month.getKey();
            var revert =
                month
                    .getValue()
                    .revert(partition.origin(), rows.of(key), before.of(key), clock.instant());
            var standing = write(key, revert, month.getValue());
            standing.ifPresent(now -> changed.put(key, now));
            if (standing.isEmpty()) done.put(key, revert.counts());
          });
      return Optional.<Map<MonthKey, StoredMonth>>of(changed).filter(it -> !it.isEmpty());
    }

    private Optional<StoredMonth> write(MonthKey key, Revert revert, StoredMonth held) {
      return switch (revert) {
        case Revert.Done _ -> Optional.empty();
        case Revert.Changed(var next, _) ->
            months.saveIf(partition.tenant(), key, next, held.version());
      };
    }

    /// What the upload had replaced. What was found through other uploads becomes an image of this
    /// one: an upload that replaced this one may be taken back when the others' images have
    /// expired.
    private Images before(Set<MonthKey> wanted) {
      var own = imagesOf(partition.id(), partition.storing(), wanted);
      var before =
          Images.before(
              partition.id(),
              upload ->
                  upload.equals(partition.id())
                      ? Optional.of(own)
                      : marks
                          .planOfTakenBack(partition.tenant(), upload)
                          .map(plan -> imagesOf(upload, plan, wanted)));
      if (!before.isEmpty() && !before.equals(own)) partition.keep(images, before);
      return before;
    }

    private Images imagesOf(UploadId upload, Storing plan, Collection<MonthKey> wanted) {
      var partitions = new Partitions(plan.partitions());
      return wanted.stream()
          .map(key -> partitions.of(key.member()))
          .collect(Collectors.toSet())
          .stream()
          .map(number -> images.of(partition.tenant(), upload, number, wanted::contains))
          .reduce(Images.NONE, Images::plus);
    }
  }
}
