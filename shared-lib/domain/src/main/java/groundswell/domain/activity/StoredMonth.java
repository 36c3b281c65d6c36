package groundswell.domain.activity;

import groundswell.domain.Lane;
import groundswell.domain.Versions;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// An activity month as stored.
///
/// @param version rises with every write
/// @param valueVersion the version at which a day's value last changed; only that goes downstream
/// @param lane how the last write came in
/// @param upload the upload of the last write, if one brought it
/// @param stamp the counts of the last merge of a partition
public record StoredMonth(
    ActivityMonth month,
    long version,
    long valueVersion,
    Lane lane,
    Optional<UploadId> upload,
    Optional<MergeStamp> stamp) {

  public static final StoredMonth NONE =
      new StoredMonth(
          ActivityMonth.EMPTY,
          Versions.NONE,
          Versions.NONE,
          Lane.BULK,
          Optional.empty(),
          Optional.empty());

  /// Merges entries, at most one per key. Idempotent.
  public Merge merge(
      Map<EntryKey, DayEntry> offered,
      Lane offeredLane,
      Optional<PartitionRef> origin,
      Instant now) {
    var next = month.merge(new ActivityMonth(new java.util.TreeMap<>(offered)));
    var counts = origin.flatMap(this::stampOf).orElseGet(() -> countsOf(offered));
    if (next.equals(month)) return new Merge.Unchanged(counts);
    long nextVersion = Versions.next(version, now);
    boolean moved = !next.dayValues().equals(month.dayValues());
    return new Merge.Changed(
        new StoredMonth(
            next,
            nextVersion,
            moved ? nextVersion : valueVersion,
            offeredLane,
            origin.map(PartitionRef::upload),
            origin
                .map(
                    ref ->
                        new MergeStamp(
                            ref.upload(), ref.partition(), counts.accepted(), counts.unchanged()))
                .or(() -> stamp)),
        counts);
  }

  private Optional<Counts> stampOf(PartitionRef origin) {
    return stamp
        .filter(held -> held.isOf(origin.upload(), origin.partition()))
        .map(held -> new Counts(held.accepted(), held.unchanged()));
  }

  private Counts countsOf(Map<EntryKey, DayEntry> offered) {
    int accepted = 0;
    int unchanged = 0;
    for (var entry : offered.entrySet()) {
      switch (month.outcomeOf(entry.getKey(), entry.getValue())) {
        case ACCEPTED -> accepted++;
        case UNCHANGED -> unchanged++;
        case SUPERSEDED -> {}
      }
    }
    return new Counts(accepted, unchanged);
  }

  /// Identifies the merged part of an upload.
  public record PartitionRef(UploadId upload, int partition) {}

  /// The outcomes of the offered entries; the rest is superseded.
  public record Counts(int accepted, int unchanged) {}

  /// The result of a merge.
  public sealed interface Merge {
    Counts counts();

    record Unchanged(Counts counts) implements Merge {}

    record Changed(StoredMonth next, Counts counts) implements Merge {}
  }
}
