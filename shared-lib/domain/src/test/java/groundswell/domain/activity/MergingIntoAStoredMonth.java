package groundswell.domain.activity;

import static groundswell.domain.Generators.NOON;
import static groundswell.domain.Generators.monthOf;
import static groundswell.domain.Generators.orders;
import static groundswell.domain.Generators.policies;
import static groundswell.domain.Generators.rows;
import static groundswell.domain.Generators.shuffled;
import static groundswell.domain.Generators.split;
import static groundswell.domain.Generators.statementsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;

import groundswell.domain.Generators.Row;
import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergingIntoAStoredMonth {
  private static final Instant LATER = NOON.plusSeconds(60);

  @Test
  void storesTheSameEntriesWhateverTheOrderAndSplittingOfTheRows() {
    qt().forAll(rows(), orders())
        .checkAssert(
            (rows, order) -> {
              var stored = StoredMonth.NONE;
              for (var part : split(shuffled(rows, order), order)) stored = merged(stored, part);

              assertThat(stored.month()).isEqualTo(monthOf(rows));
            });
  }

  @Test
  void changesNothingTheSecondTime() {
    qt().forAll(rows(), rows())
        .checkAssert(
            (before, rows) -> {
              var stored = merged(merged(StoredMonth.NONE, before), rows);

              assertThat(offer(stored, rows)).isInstanceOf(StoredMonth.Merge.Unchanged.class);
            });
  }

  @Test
  void movesTheValueVersionExactlyWhenTheValueOfARegisterMoved() {
    qt().forAll(rows(), rows())
        .checkAssert(
            (before, rows) -> {
              var stored = merged(StoredMonth.NONE, before);
              var next = merged(stored, rows);
              var all = new ArrayList<>(before);
              all.addAll(rows);

              boolean moved = !registers(before).equals(registers(all));
              assertThat(next.valueVersion())
                  .isEqualTo(moved ? next.version() : stored.valueVersion());
            });
  }

  /// Two files of the same second, of which none states times: they speak as of their arrival, and
  /// of two that arrive at once the greater value stands, whichever is loaded first.
  @Test
  void takesTheGreaterValueOfTwoFilesOfOneSecond() {
    var one = List.of(row(5_000));
    var other = List.of(row(7_000));

    assertThat(merged(merged(StoredMonth.NONE, one), other).month())
        .isEqualTo(merged(merged(StoredMonth.NONE, other), one).month());
    assertThat(merged(merged(StoredMonth.NONE, other), one).month().valuesOf(1).sources())
        .containsValue(Quantity.of(7_000));
  }

  /// The nightly census: a file that is sent again says the same a day later. Whatever it restates,
  /// nothing moves, under every policy.
  @Test
  void doesNotMoveWhenAFileIsSentAgain() {
    qt().forAll(rows(), policies(), orders())
        .checkAssert(
            (rows, policy, order) -> {
              var stored = merged(StoredMonth.NONE, rows);
              var again = merged(stored, restated(stored, order));

              assertThat(again.valueVersion()).isEqualTo(stored.valueVersion());
              assertThat(again.month().dayValues(policy))
                  .isEqualTo(stored.month().dayValues(policy));
            });
  }

  /// What some of the registers hold, as of later.
  private static List<Row> restated(StoredMonth stored, int order) {
    var random = new Random(order);
    var rows = new ArrayList<Row>();
    stored
        .month()
        .entries()
        .forEach(
            (key, entry) -> {
              if (random.nextBoolean())
                rows.add(
                    new Row.OfSource(
                        key, new DayEntry(LATER.plusSeconds(random.nextInt(9)), entry.value())));
            });
    stored
        .month()
        .corrections()
        .forEach(
            (day, correction) -> {
              if (random.nextBoolean())
                rows.add(
                    new Row.OfCorrection(
                        day,
                        new Correction(LATER.plusSeconds(random.nextInt(9)), correction.ruling())));
            });
    return rows;
  }

  /// The value of each register that is kept and has one, by day and name.
  private static Map<String, Object> registers(List<Row> rows) {
    var registers = new TreeMap<String, Object>();
    for (int day = 1; day <= 2; day++) {
      int its = day;
      for (var source : PlainDays.keptSources(rows, day))
        PlainDays.valueOf(rows, day, source)
            .ifPresent(value -> registers.put(its + " " + source, value));
      PlainDays.rulingOf(rows, day).ifPresent(ruling -> registers.put(its + " !", ruling));
    }
    return registers;
  }

  private static Row row(long steps) {
    return new Row.OfSource(new EntryKey(1, SourceId.FILE), DayEntry.of(NOON, Quantity.of(steps)));
  }

  @Test
  void raisesTheVersionWithEveryChange() {
    qt().forAll(rows(), rows())
        .checkAssert(
            (before, rows) -> {
              var stored = merged(StoredMonth.NONE, before);

              switch (offer(stored, rows)) {
                case StoredMonth.Merge.Changed(var next, _, _) ->
                    assertThat(next.version()).isGreaterThan(stored.version());
                case StoredMonth.Merge.Unchanged _ -> {}
              }
            });
  }

  @Test
  void countsEveryOfferedStatementOnce() {
    qt().forAll(rows(), rows())
        .checkAssert(
            (before, rows) -> {
              var offered = statementsOf(rows);
              int all = offered.entries().size() + offered.corrections().size();
              var counts = offer(merged(StoredMonth.NONE, before), rows).fates();

              assertThat(counts.accepted() + counts.unchanged()).isBetween(0, all);
              assertThat(counts.notCounting()).isBetween(0, offered.entries().size());
            });
  }

  @Test
  void keepsTheFatesInAShortForm() {
    qt().forAll(rows(), rows())
        .checkAssert(
            (before, rows) -> {
              var fates = offer(merged(StoredMonth.NONE, before), rows).fates();

              assertThat(Fates.ofLetters(fates.letters())).isEqualTo(fates);
            });
    assertThat(Fates.ofLetters("a31Uc2").letters()).isEqualTo("a31Uc2");
    assertThatThrownBy(() -> Fates.ofLetters("a3!")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fates.ofLetters("x")).isInstanceOf(IllegalArgumentException.class);
  }

  /// A file may name any number of sources for a day; all but eight of them are cut.
  @ParameterizedTest
  @ValueSource(ints = {998, 999, 1_000, 1_998, 1_999, 30_000})
  void keepsAnyNumberOfEqualFatesInAShortForm(int times) {
    var fates = new Fates(Collections.nCopies(times, Fate.CUT));

    assertThat(Fates.ofLetters(fates.letters())).isEqualTo(fates);
  }

  @Test
  void countsWhatThePolicyLeavesOut() {
    var ofOneDay =
        List.<Row>of(
            new Row.OfSource(
                new EntryKey(1, new SourceId("phone")), DayEntry.of(NOON, Quantity.of(6_000))),
            row(5_000));

    var counts = offer(StoredMonth.NONE, ofOneDay).fates();

    assertThat(counts).isEqualTo(new Fates(List.of(Fate.ACCEPTED_NOT_COUNTING, Fate.ACCEPTED)));
  }

  @Test
  void countsAPartitionThatIsMergedAgainAsTheFirstTime() {
    var origin =
        Optional.of(new StoredMonth.PartitionRef(Origin.of(new UploadId("upload-1"), NOON), 3));
    qt().forAll(rows(), rows())
        .checkAssert(
            (before, rows) -> {
              var stored = merged(StoredMonth.NONE, before);
              var offered = statementsOf(rows);
              var first = stored.merge(offered, Lane.BULK, origin, SourcePolicy.HIGHEST, LATER);
              if (!(first instanceof StoredMonth.Merge.Changed(var next, var counts, _))) return;

              assertThat(
                      next.merge(offered, Lane.BULK, origin, SourcePolicy.HIGHEST, LATER).fates())
                  .isEqualTo(counts);
            });
  }

  /// Each of these files says something earlier than the one before. Three are kept beneath the
  /// first one; the last one says the same as the first.
  @Test
  void tellsWhichStatementsWouldNotComeBack() {
    var stored = StoredMonth.NONE;
    var fates = new ArrayList<Fate>();
    for (int file = 0; file < 6; file++) {
      var entry = DayEntry.of(NOON.minusSeconds(file), Quantity.of(file == 5 ? 100 : 100 + file));
      var said = Statements.of(new EntryKey(1, SourceId.FILE), entry);
      var origin = new StoredMonth.PartitionRef(Origin.of(new UploadId("u" + file), NOON), 3);
      var merge = stored.merge(said, Lane.BULK, Optional.of(origin), SourcePolicy.HIGHEST, LATER);
      if (merge instanceof StoredMonth.Merge.Changed(var next, _, _)) stored = next;
      fates.addAll(merge.fates().all());
    }

    assertThat(fates)
        .containsExactly(
            Fate.ACCEPTED,
            Fate.SUPERSEDED,
            Fate.SUPERSEDED,
            Fate.SUPERSEDED,
            Fate.SUPERSEDED_LOST,
            Fate.UNCHANGED_LOST);
    assertThat(new Fates(fates).notKept()).isEqualTo(2);
  }

  private static StoredMonth merged(StoredMonth stored, List<Row> rows) {
    return switch (offer(stored, rows)) {
      case StoredMonth.Merge.Changed(var next, _, _) -> next;
      case StoredMonth.Merge.Unchanged _ -> stored;
    };
  }

  private static StoredMonth.Merge offer(StoredMonth stored, List<Row> rows) {
    return stored.merge(
        statementsOf(rows), Lane.BULK, Optional.empty(), SourcePolicy.HIGHEST, LATER);
  }
}
