package groundswell.domain.activity;

import static groundswell.domain.Generators.NOON;
import static groundswell.domain.Generators.activityMonths;
import static groundswell.domain.Generators.dayEntries;
import static groundswell.domain.Generators.duplicatedAndShuffled;
import static groundswell.domain.Generators.entryKeys;
import static groundswell.domain.Generators.monthOf;
import static groundswell.domain.Generators.orders;
import static groundswell.domain.Generators.policies;
import static groundswell.domain.Generators.rows;
import static groundswell.domain.Generators.split;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import groundswell.domain.Generators.Row;
import groundswell.domain.Quantity;
import groundswell.domain.activity.ActivityMonth.Outcome;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.ids.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MergingActivityMonths {
  @Test
  void isCommutative() {
    qt().forAll(activityMonths(), activityMonths())
        .checkAssert((a, b) -> assertThat(a.merge(b)).isEqualTo(b.merge(a)));
  }

  @Test
  void isAssociative() {
    qt().forAll(activityMonths(), activityMonths(), activityMonths())
        .checkAssert((a, b, c) -> assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c))));
  }

  @Test
  void isIdempotent() {
    qt().forAll(activityMonths(), activityMonths())
        .checkAssert((a, b) -> assertThat(a.merge(b).merge(b)).isEqualTo(a.merge(b)));
  }

  @Test
  void endsInTheSameMonthWhateverTheOrderDuplicationAndSplittingOfTheRows() {
    qt().forAll(rows(), orders())
        .checkAssert(
            (rows, order) -> {
              var arrived = duplicatedAndShuffled(rows, order);

              var merged =
                  split(arrived, order).stream()
                      .map(part -> monthOf(part))
                      .reduce(ActivityMonth.EMPTY, ActivityMonth::merge);

              assertThat(merged).isEqualTo(monthOf(rows));
            });
  }

  @Test
  void countsWhatThePlainCalculationCountsUnderEveryPolicy() {
    qt().forAll(rows(), policies(), orders())
        .checkAssert(
            (rows, policy, order) -> {
              var month = monthOf(duplicatedAndShuffled(rows, order));
              for (int day = 1; day <= 2; day++) {
                assertThat(Optional.ofNullable(month.dayValues(policy).get(day)))
                    .isEqualTo(PlainDays.counting(rows, day, policy));
                assertThat(policy.countingOf(month.valuesOf(day)).value())
                    .isEqualTo(PlainDays.counting(rows, day, policy));
              }
            });
  }

  @Test
  void keepsTheEightSmallestSourcesOfADayAlsoIfTheyAreWithdrawn() {
    qt().forAll(rows())
        .checkAssert(
            rows -> {
              for (int day = 1; day <= 2; day++)
                assertThat(
                        monthOf(rows).ofDay(day).keySet().stream().map(key -> key.source().value()))
                    .containsExactlyElementsOf(PlainDays.keptSources(rows, day));
            });
  }

  @Test
  void doesNotBringBackASourceThatWasCut() {
    var nine = IntStream.rangeClosed(1, 9).mapToObj(n -> said("s" + n, n * 100L)).toList();
    var month = monthOf(nine);
    assertThat(month.dayValues(SourcePolicy.HIGHEST)).containsEntry(1, Quantity.of(800));

    var withdrawn = month.merge(monthOf(List.of(withdrawn("s8"))));
    var again = withdrawn.merge(monthOf(List.of(said("s9", 900))));

    assertThat(again.dayValues(SourcePolicy.HIGHEST)).containsEntry(1, Quantity.of(700));
  }

  @Test
  void countsAgainWhatIsEnteredAfterAWithdrawal() {
    var month = monthOf(List.of(said("manual", 9_000), said("garmin", 7_000)));
    var withdrawn = month.merge(monthOf(List.of(withdrawn("manual"))));
    var entered =
        withdrawn.merge(
            ActivityMonth.of(
                Statements.of(
                    key("manual"), DayEntry.of(NOON.plusSeconds(20), Quantity.of(8_000)))));

    assertThat(withdrawn.dayValues(SourcePolicy.HIGHEST)).containsEntry(1, Quantity.of(7_000));
    assertThat(entered.dayValues(SourcePolicy.HIGHEST)).containsEntry(1, Quantity.of(8_000));
  }

  @Test
  void countsTheSourcesAgainOnceACorrectionIsLifted() {
    var month = monthOf(List.of(said("garmin", 7_000)));
    var corrected = month.merge(corrected(1, new Ruling.Exactly(Quantity.of(700))));
    var blank = corrected.merge(corrected(2, Ruling.BLANK));
    var lifted = blank.merge(corrected(3, Ruling.LIFTED));

    assertThat(corrected.dayValues(SourcePolicy.HIGHEST)).containsEntry(1, Quantity.of(700));
    assertThat(blank.dayValues(SourcePolicy.HIGHEST)).isEmpty();
    assertThat(lifted.dayValues(SourcePolicy.HIGHEST)).containsEntry(1, Quantity.of(7_000));
    assertThat(lifted.merge(corrected(2, Ruling.BLANK))).isEqualTo(lifted);
  }

  @Test
  void saysWhatBecameOfAnOfferedEntry() {
    qt().forAll(rows(), entryKeys(), dayEntries())
        .checkAssert(
            (rows, key, offered) -> {
              var month = monthOf(rows);
              var merged = month.merge(ActivityMonth.of(Statements.of(key, offered)));
              var before = PlainDays.valueOf(rows, key.day(), key.source().value());
              var all = new ArrayList<>(rows);
              all.add(new Row.OfSource(key, offered));

              var expected =
                  !PlainDays.keptSources(all, key.day()).contains(key.source().value())
                      ? Outcome.SUPERSEDED
                      : isHeld(month, key) && before.equals(offered.value())
                          ? Outcome.UNCHANGED
                          : !isHeld(month, key) && offered.value().isEmpty()
                              ? Outcome.UNCHANGED
                              : offered.equals(merged.entries().get(key))
                                  ? Outcome.ACCEPTED
                                  : Outcome.SUPERSEDED;
              assertThat(month.outcomeOf(key, offered, merged)).isEqualTo(expected);
            });
  }

  /// A correction that says what the source says is a correction none the less: the source's value
  /// does not count beside it.
  @Test
  void saysWhichValueDoesNotCount() {
    var month = monthOf(List.of(said("garmin", 7_000), said("manual", 9_000)));
    var corrected = month.merge(corrected(1, new Ruling.Exactly(Quantity.of(9_000))));

    assertThat(notCounting(month, "manual", 9_000)).isFalse();
    assertThat(notCounting(month, "garmin", 7_000)).isTrue();
    assertThat(notCounting(corrected, "manual", 9_000)).isTrue();
    assertThat(notCounting(corrected.merge(corrected(2, Ruling.LIFTED)), "manual", 9_000))
        .isFalse();
  }

  private static boolean notCounting(ActivityMonth month, String source, long steps) {
    var entry = DayEntry.of(NOON, Quantity.of(steps));
    return month.doesNotCount(key(source), entry, Outcome.UNCHANGED, SourcePolicy.HIGHEST);
  }

  private static boolean isHeld(ActivityMonth month, EntryKey key) {
    return month.entries().containsKey(key);
  }

  private static Row said(String source, long steps) {
    return new Row.OfSource(key(source), DayEntry.of(NOON, Quantity.of(steps)));
  }

  private static Row withdrawn(String source) {
    return new Row.OfSource(key(source), DayEntry.withdrawal(NOON.plusSeconds(10)));
  }

  private static ActivityMonth corrected(int seconds, Ruling ruling) {
    return ActivityMonth.of(
        new Statements().add(1, new Correction(NOON.plusSeconds(seconds), ruling)));
  }

  private static EntryKey key(String source) {
    return new EntryKey(1, new SourceId(source));
  }
}
