package groundswell.domain.activity;

import groundswell.domain.Lane;
import groundswell.domain.Versions;
import groundswell.domain.activity.ActivityMonth.Outcome;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Optional;

/// An activity month as stored.
///
/// @param version rises with every write
/// @param valueVersion the version at which the value of a source or of a correction last changed;
///     only that goes downstream
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

  /// Merges what was said. Idempotent.
  ///
  /// @param policy the tenant's default: what an accepted row is judged by when it is counted
  public Merge merge(
      Statements offered,
      Lane offeredLane,
      Optional<PartitionRef> origin,
      SourcePolicy policy,
      Instant now) {
    var next = month.merge(ActivityMonth.of(offered));
    var counts = origin.flatMap(this::stampOf).orElseGet(() -> countsOf(offered, next, policy));
    if (next.equals(month)) return new Merge.Unchanged(counts);
    long nextVersion = Versions.next(version, now);
    boolean moved = !next.values().equals(month.values());
    return new Merge.Changed(
        new StoredMonth(
            next,
            nextVersion,
            moved ? nextVersion : valueVersion,
            offeredLane,
            origin.map(PartitionRef::upload),
            origin.map(ref -> counts.stampedBy(ref)).or(() -> stamp)),
        counts);
  }

  private Optional<Counts> stampOf(PartitionRef origin) {
    return stamp
        .filter(held -> held.isOf(origin.upload(), origin.partition()))
        .map(held -> new Counts(held.accepted(), held.unchanged(), held.notCounting()));
  }

  private Counts countsOf(Statements offered, ActivityMonth merged, SourcePolicy policy) {
    var outcomes = new EnumMap<Outcome, Integer>(Outcome.class);
    int notCounting = 0;
    for (var entry : offered.entries().entrySet()) {
      var outcome = month.outcomeOf(entry.getKey(), entry.getValue(), merged);
      outcomes.merge(outcome, 1, Integer::sum);
      if (merged.doesNotCount(entry.getKey(), entry.getValue(), outcome, policy)) notCounting++;
    }
    offered
        .corrections()
        .forEach(
            (day, correction) -> outcomes.merge(month.outcomeOf(day, correction), 1, Integer::sum));
    return new Counts(
        outcomes.getOrDefault(Outcome.ACCEPTED, 0),
        outcomes.getOrDefault(Outcome.UNCHANGED, 0),
        notCounting);
  }

  /// Identifies the merged part of an upload.
  public record PartitionRef(UploadId upload, int partition) {}

  /// The outcomes of the offered statements; the rest is superseded.
  ///
  /// @param notCounting how many do not count
  public record Counts(int accepted, int unchanged, int notCounting) {
    private MergeStamp stampedBy(PartitionRef ref) {
      return new MergeStamp(ref.upload(), ref.partition(), accepted, unchanged, notCounting);
    }
  }

  /// The result of a merge.
  public sealed interface Merge {
    Counts counts();

    record Unchanged(Counts counts) implements Merge {}

    record Changed(StoredMonth next, Counts counts) implements Merge {}
  }
}
