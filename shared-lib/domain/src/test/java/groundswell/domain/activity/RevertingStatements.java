package groundswell.domain.activity;

import static groundswell.domain.Generators.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.activity.RevertWorld.Rule;
import groundswell.domain.activity.StoredMonth.Merge;
import groundswell.domain.activity.StoredMonth.PartitionRef;
import groundswell.domain.activity.StoredMonth.Revert;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ids.UploadId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What stands after uploads were taken back.
class RevertingStatements {
  private static final int RUNS = 4_000;

  /// How many runs may go by until a rule is missed.
  private static final int RUNS_MAX = 40_000;
  private static final Instant NOW = NOON.plusSeconds(100);
  private static final EntryKey DAY = new EntryKey(1, SourceId.FILE);

  /// Three uploads and what devices say, so that nothing is pushed out of a register.
  @Test
  void endsAsIfTheUploadsHadNeverBeenThere() {
    for (long seed = 0; seed < RUNS; seed++)
      assertThat(new RevertWorld(seed, Set.of(), 3).run().endsBadly())
          .as("seed %d", seed)
          .isFalse();
  }

  /// With more uploads about one day, some may be pushed out. Then it is counted.
  @Test
  void countsWhatWouldNotComeBack() {
    int pushedOut = 0;
    for (long seed = 0; seed < RUNS; seed++) {
      var world = new RevertWorld(seed, Set.of(), 7).run();
      if (world.notKept() > 0) pushedOut++;
      if (world.endsBadly()) assertThat(world.notKept()).as("seed %d", seed).isPositive();
    }
    assertThat(pushedOut).isPositive();
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void endsBadlyNowAndThenWithoutAnyOneOfItsRules(Rule rule) {
    assertThat(LongStream.range(0, RUNS_MAX))
        .anyMatch(seed -> new RevertWorld(seed, Set.of(rule), 3).run().endsBadly());
  }

  @Test
  void removesRestoresAndLeavesWhatCameLater() {
    var held = said(StoredMonth.NONE, "a", 1, 5);
    held = said(said(held, "b", 2, 7), "c", 3, 9);

    assertThat(reverted(held, "b", 2, 7, Registers.EMPTY).counts())
        .isEqualTo(new Reversal(0, 0, 1));
    var before = Registers.of(statements(2, 7), Optional.of(origin("b").origin()));
    var back = reverted(held, "c", 3, 9, before);
    assertThat(back.counts()).isEqualTo(new Reversal(1, 1, 0));
    assertThat(back.next().month().entries())
        .containsEntry(DAY, DayEntry.of(NOON.plusSeconds(2), Quantity.of(7)));
    assertThat(reverted(held, "c", 3, 9, Registers.EMPTY).counts())
        .isEqualTo(new Reversal(1, 0, 0));
  }

  @Test
  void leavesNoEntryWhereThereWasNone() {
    var back = reverted(said(StoredMonth.NONE, "a", 1, 5), "a", 1, 5, Registers.EMPTY);

    assertThat(back.next().month()).isEqualTo(ActivityMonth.EMPTY);
    assertThat(back.next().valueVersion()).isEqualTo(back.next().version());
  }

  @Test
  void writesAMonthAlsoIfItHoldsNothingOfTheUpload() {
    var held = said(StoredMonth.NONE, "a", 1, 5);

    var back = reverted(held, "b", 2, 7, Registers.EMPTY);

    assertThat(back.next().version()).isGreaterThan(held.version());
    assertThat(back.next().valueVersion()).isEqualTo(held.valueVersion());
    assertThat(back.next().month()).isEqualTo(held.month());
  }

  @Test
  void countsAMonthThatIsTakenBackAgainAsTheFirstTime() {
    var back = reverted(said(StoredMonth.NONE, "a", 1, 5), "a", 1, 5, Registers.EMPTY);

    var again = back.next().revert(origin("a"), statements(1, 5), Registers.EMPTY, NOW);

    assertThat(again).isEqualTo(new Revert.Done(new Reversal(1, 0, 0)));
  }

  /// A source whose place another took comes back when the other is taken back.
  @Test
  void bringsBackASourceThatHadNoPlaceAnyMore() {
    var held = StoredMonth.NONE;
    for (char source = 'b'; source <= 'i'; source++)
      held = merged(held, "a", entry(String.valueOf(source), 1, 5)).next();

    var cut = merged(held, "z", entry("a", 1, 5));
    assertThat(cut.next().month().entries()).doesNotContainKey(new EntryKey(1, new SourceId("i")));
    var back = cut.next().revert(origin("z"), entry("a", 1, 5), cut.replaced(), NOW);

    assertThat(((Revert.Changed) back).next().month()).isEqualTo(held.month());
  }

  @Test
  void namesAnUploadNoLongerThanItCanBeTakenBack() {
    var held = said(StoredMonth.NONE, "a", 1, 5);
    var later = NOON.plus(Duration.ofDays(16));

    var merge =
        held.merge(entry("watch", 1, 1), Lane.LIVE, Optional.empty(), SourcePolicy.HIGHEST, later);

    assertThat(held.registers().uploads()).containsExactly(new UploadId("a"));
    assertThat(((Merge.Changed) merge).next().registers().uploads()).isEmpty();
  }

  @Test
  void keepsNothingBeneathWhatStaysForGood() {
    var held = said(said(StoredMonth.NONE, "a", 2, 5), "b", 1, 5);
    assertThat(held.registers().uploads()).hasSize(2);

    var merge =
        held.merge(statements(3, 5), Lane.LIVE, Optional.empty(), SourcePolicy.HIGHEST, NOW);

    assertThat(((Merge.Changed) merge).next().registers().uploads()).isEmpty();
  }

  private static StoredMonth said(StoredMonth held, String upload, int second, long steps) {
    return merged(held, upload, statements(second, steps)).next();
  }

  private static Merge.Changed merged(StoredMonth held, String upload, Statements said) {
    return (Merge.Changed)
        held.merge(said, Lane.BULK, Optional.of(origin(upload)), SourcePolicy.HIGHEST, NOW);
  }

  private static Revert.Changed reverted(
      StoredMonth held, String upload, int second, long steps, Registers before) {
    return (Revert.Changed) held.revert(origin(upload), statements(second, steps), before, NOW);
  }

  private static Statements statements(int second, long steps) {
    return Statements.of(DAY, DayEntry.of(NOON.plusSeconds(second), Quantity.of(steps)));
  }

  private static Statements entry(String source, int second, long steps) {
    return Statements.of(
        new EntryKey(1, new SourceId(source)),
        DayEntry.of(NOON.plusSeconds(second), Quantity.of(steps)));
  }

  private static PartitionRef origin(String upload) {
    return new PartitionRef(Origin.of(new UploadId(upload), NOON), 0);
  }
}
