package groundswell.domain.activity;

import groundswell.domain.Lane;
import groundswell.domain.Versions;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.ArrayList;
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
  /// @param policy the tenant's default: what a row that is kept is judged by
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
    var fates =
        origin
            .flatMap(this::mergedBefore)
            .orElseGet(() -> fatesOf(offered, said, next, before, after, policy));
    if (next.equals(held)) return new Merge.Unchanged(fates);
    long nextVersion = Versions.next(version, now);
    boolean moved = !after.values().equals(before.values());
    return new Merge.Changed(
        new StoredMonth(
            next,
            nextVersion,
            moved ? nextVersion : valueVersion,
            offeredLane,
            origin.map(PartitionRef::upload),
            origin.<Stamp>map(ref -> ref.stamp(fates)).or(() -> stamp)),
        fates,
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

  private Optional<Fates> mergedBefore(PartitionRef origin) {
    return stamp.flatMap(
        held ->
            held instanceof MergeStamp merged && merged.isOf(origin.upload(), origin.partition())
                ? Optional.of(merged.fates())
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

  private static Fates fatesOf(
      Statements offered,
      Registers said,
      Registers next,
      ActivityMonth before,
      ActivityMonth after,
      SourcePolicy policy) {
    var fates = new ArrayList<Fate>(offered.size());
    offered
        .entries()
        .forEach(
            (key, entry) -> {
              var outcome = before.outcomeOf(key, entry, after);
              boolean isKept = after.entries().containsKey(key);
              boolean counts = !after.doesNotCount(key, entry, outcome, policy);
              boolean isLost = isLost(key, said.entries(), next.entries());
              fates.add(Fate.of(outcome, isKept, counts, isLost));
            });
    offered
        .corrections()
        .forEach(
            (day, correction) -> {
              boolean isLost = isLost(day, said.corrections(), next.corrections());
              fates.add(Fate.of(before.outcomeOf(day, correction), true, true, isLost));
            });
    return new Fates(fates);
  }

  /// Whether a statement was pushed out of its register.
  private static <K, S extends Comparable<S>> boolean isLost(
      K key, Map<K, Register<S>> said, Map<K, Register<S>> next) {
    var offered = said.get(key);
    var kept = next.get(key);
    return offered != null && kept != null && offered.top().filter(kept::loses).isPresent();
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

    private MergeStamp stamp(Fates fates) {
      return new MergeStamp(upload(), partition, fates);
    }
  }

  /// The result of a merge.
  public sealed interface Merge {
    Fates fates();

    record Unchanged(Fates fates) implements Merge {}

    /// @param replaced what the upload replaces; it is kept in a before-image until the upload can
    ///     no longer be taken back
    record Changed(StoredMonth next, Fates fates, Registers replaced) implements Merge {}
  }

  /// The result of taking back.
  public sealed interface Revert {
    Reversal counts();

    /// It was taken back before.
    record Done(Reversal counts) implements Revert {}

    record Changed(StoredMonth next, Reversal counts) implements Revert {}
  }
}
