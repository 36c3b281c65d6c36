package groundswell.domain.activity;

import groundswell.domain.Lane;
import groundswell.domain.Versions;
import groundswell.domain.activity.ActivityMonth.Outcome;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// An activity month as stored.
///
/// @param version rises with every write
/// @param valueVersion the version at which the value of a source or of a correction last changed;
///     only that goes downstream
/// @param lane how the last write came in
/// @param upload the upload of the last write, if one brought it
/// @param stamp what the last work on a partition did
public record StoredMonth(
    Registers registers,
    long version,
    long valueVersion,
    Lane lane,
    Optional<UploadId> upload,
    Optional<Stamp> stamp) {

  public static final StoredMonth NONE =
      new StoredMonth(
          Registers.EMPTY,
          Versions.NONE,
          Versions.NONE,
          Lane.BULK,
          Optional.empty(),
          Optional.empty());

  /// What stands.
  public ActivityMonth month() {
    return registers.month();
  }

  /// Merges what was said. Idempotent.
  ///
  /// @param policy the tenant's default: what an accepted row is judged by when it is counted
  public Merge merge(
      Statements offered,
      Lane offeredLane,
      Optional<PartitionRef> origin,
      SourcePolicy policy,
      Instant now) {
    var held = registers.settledAt(now);
    var said = Registers.of(offered, origin.map(PartitionRef::origin)).settledAt(now);
    var next = held.say(said);
    var before = held.month();
    var after = next.month();
    var counts =
        origin
            .flatMap(this::mergedBefore)
            .orElseGet(() -> countsOf(offered, before, after, policy, lost(said, next)));
    if (next.equals(held)) return new Merge.Unchanged(counts);
    long nextVersion = Versions.next(version, now);
    boolean moved = !after.values().equals(before.values());
    return new Merge.Changed(
        new StoredMonth(
            next,
            nextVersion,
            moved ? nextVersion : valueVersion,
            offeredLane,
            origin.map(PartitionRef::upload),
            origin.<Stamp>map(ref -> ref.stamp(counts)).or(() -> stamp)),
        counts,
        origin.map(ref -> held.replacedBy(next, ref.upload())).orElse(Registers.EMPTY));
  }

  /// Takes back what a partition of an upload said. The result is written also if nothing else is
  /// different: its version makes every worker begin again that read the month before the upload
  /// was marked as taken back. No statement gets a later time. Idempotent.
  ///
  /// @param offered what the partition says about this month
  /// @param before what the upload had replaced, see [Images#before]
  public Revert revert(PartitionRef origin, Statements offered, Registers before, Instant now) {
    var done = revertedBefore(origin);
    if (done.isPresent()) return new Revert.Done(done.get());
    var next = registers.revert(origin.upload(), before).settledAt(now);
    long nextVersion = Versions.next(version, now);
    boolean moved = !next.month().values().equals(month().values());
    var counts = reversalOf(origin.upload(), offered, next);
    return new Revert.Changed(
        new StoredMonth(
            next,
            nextVersion,
            moved ? nextVersion : valueVersion,
            Lane.BULK,
            Optional.of(origin.upload()),
            Optional.of(new RevertStamp(origin.upload(), origin.partition(), counts))),
        counts);
  }

  private Optional<Counts> mergedBefore(PartitionRef origin) {
    return stamp.flatMap(
        held ->
            held instanceof MergeStamp merged && merged.isOf(origin.upload(), origin.partition())
                ? Optional.of(merged.counts())
                : Optional.empty());
  }

  private Optional<Reversal> revertedBefore(PartitionRef origin) {
    return stamp.flatMap(
        held ->
            held instanceof RevertStamp reverted
                    && reverted.isOf(origin.upload(), origin.partition())
                ? Optional.of(reverted.counts())
                : Optional.empty());
  }

  private static Counts countsOf(
      Statements offered,
      ActivityMonth before,
      ActivityMonth after,
      SourcePolicy policy,
      int notKept) {
    var outcomes = new EnumMap<Outcome, Integer>(Outcome.class);
    int notCounting = 0;
    for (var entry : offered.entries().entrySet()) {
      var outcome = before.outcomeOf(entry.getKey(), entry.getValue(), after);
      outcomes.merge(outcome, 1, Integer::sum);
      if (after.doesNotCount(entry.getKey(), entry.getValue(), outcome, policy)) notCounting++;
    }
    offered
        .corrections()
        .forEach(
            (day, correction) ->
                outcomes.merge(before.outcomeOf(day, correction), 1, Integer::sum));
    return new Counts(
        outcomes.getOrDefault(Outcome.ACCEPTED, 0),
        outcomes.getOrDefault(Outcome.UNCHANGED, 0),
        notCounting,
        notKept);
  }

  /// How many of the statements were pushed out of their registers.
  private static int lost(Registers said, Registers next) {
    return lost(said.entries(), next.entries()) + lost(said.corrections(), next.corrections());
  }

  private static <K, S extends Comparable<S>> int lost(
      Map<K, Register<S>> said, Map<K, Register<S>> next) {
    int lost = 0;
    for (var offered : said.entrySet()) {
      var kept = next.get(offered.getKey());
      if (kept != null && offered.getValue().top().filter(kept::loses).isPresent()) lost++;
    }
    return lost;
  }

  private Reversal reversalOf(UploadId upload, Statements offered, Registers next) {
    return reversalOf(upload, offered.entries(), registers.entries(), next.entries())
        .plus(
            reversalOf(upload, offered.corrections(), registers.corrections(), next.corrections()));
  }

  private static <K, S extends Comparable<S>> Reversal reversalOf(
      UploadId upload, Map<K, S> offered, Map<K, Register<S>> before, Map<K, Register<S>> after) {
    long removed = 0;
    long restored = 0;
    long stayed = 0;
    for (var each : offered.entrySet()) {
      var top = Optional.ofNullable(before.get(each.getKey())).flatMap(Register::top);
      if (top.isEmpty()) continue;
      if (top.get().upload().filter(upload::equals).isPresent()) {
        removed++;
        if (after.containsKey(each.getKey())) restored++;
      } else if (top.get().statement().compareTo(each.getValue()) >= 0) {
        stayed++;
      }
    }
    return new Reversal(removed, restored, stayed);
  }

  /// Identifies the merged part of an upload.
  public record PartitionRef(Origin origin, int partition) {
    public UploadId upload() {
      return origin.upload();
    }

    private MergeStamp stamp(Counts counts) {
      return new MergeStamp(upload(), partition, counts);
    }
  }

  /// The outcomes of the offered statements; the rest is superseded.
  ///
  /// @param notCounting how many do not count
  /// @param notKept how many of the superseded ones would not come back if what supersedes them is
  ///     taken back: too many others are beneath it
  public record Counts(int accepted, int unchanged, int notCounting, int notKept) {}

  /// The result of a merge.
  public sealed interface Merge {
    Counts counts();

    record Unchanged(Counts counts) implements Merge {}

    /// @param replaced what the upload replaces; it is kept in a before-image until the upload can
    ///     be taken back no longer
    record Changed(StoredMonth next, Counts counts, Registers replaced) implements Merge {}
  }

  /// The result of taking back.
  public sealed interface Revert {
    Reversal counts();

    /// It was taken back before.
    record Done(Reversal counts) implements Revert {}

    record Changed(StoredMonth next, Reversal counts) implements Revert {}
  }
}
