package groundswell.domain.activity;

import static groundswell.domain.Generators.activityMonths;
import static groundswell.domain.Generators.dayEntries;
import static groundswell.domain.Generators.duplicatedAndShuffled;
import static groundswell.domain.Generators.entryKeys;
import static groundswell.domain.Generators.monthOf;
import static groundswell.domain.Generators.orders;
import static groundswell.domain.Generators.rows;
import static groundswell.domain.Generators.split;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import groundswell.domain.Quantity;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
  void countsTheLatestEntryOfADayOverItsSources() {
    qt().forAll(rows())
        .checkAssert(rows -> assertThat(monthOf(rows).dayValues()).isEqualTo(latestByDay(rows)));
  }

  @Test
  void keepsNoMoreSourcesOfADayThanItsLimit() {
    qt().forAll(rows())
        .checkAssert(
            rows ->
                assertThat(monthOf(rows).entries().keySet().stream().map(EntryKey::day).toList())
                    .allSatisfy(
                        day ->
                            assertThat(monthOf(rows).entries().keySet())
                                .filteredOn(key -> key.day() == day)
                                .hasSizeLessThanOrEqualTo(ActivityMonth.SOURCES_PER_DAY_MAX)));
  }

  @Test
  void saysWhatBecameOfAnOfferedEntry() {
    qt().forAll(activityMonths(), entryKeys(), dayEntries())
        .checkAssert(
            (month, key, offered) -> {
              var before = month.entries().get(key);
              var after = month.merge(ActivityMonth.of(key, offered)).entries().get(key);

              var expected =
                  before != null && before.value().equals(offered.value())
                      ? ActivityMonth.Outcome.UNCHANGED
                      : offered.equals(after)
                          ? ActivityMonth.Outcome.ACCEPTED
                          : ActivityMonth.Outcome.SUPERSEDED;
              assertThat(month.outcomeOf(key, offered)).isEqualTo(expected);
            });
  }

  private static Map<Integer, Quantity> latestByDay(List<Map.Entry<EntryKey, DayEntry>> rows) {
    var values = new TreeMap<Integer, Quantity>();
    rows.stream()
        .sorted(Comparator.comparing(Map.Entry::getValue))
        .forEach(row -> values.put(row.getKey().day(), row.getValue().value()));
    return values;
  }
}
