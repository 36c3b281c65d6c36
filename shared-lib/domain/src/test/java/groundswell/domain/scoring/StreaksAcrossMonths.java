package groundswell.domain.scoring;

import static groundswell.domain.Generators.STEPS;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Quantity;
import groundswell.domain.challenges.Period;
import groundswell.domain.challenges.ScoringRule;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StreaksAcrossMonths {
  private static final ScoringRule RULE = new ScoringRule.Streak(STEPS, Quantity.of(100));
  private final Period winterToSpring =
      new Period(LocalDate.of(2026, 1, 20), LocalDate.of(2026, 4, 10));

  @Test
  void goOnFromTheLastDayOfAMonthToTheFirstOfTheNext() {
    var standing = met("2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02");

    assertThat(standing.streaks()).isEqualTo(new Streaks(4, 4, LocalDate.of(2026, 3, 2)));
  }

  @Test
  void areBrokenByAMonthWithoutEntries() {
    var standing = met("2026-01-30", "2026-01-31", "2026-03-01");

    assertThat(standing.streaks()).isEqualTo(new Streaks(2, 1, LocalDate.of(2026, 3, 1)));
  }

  @Test
  void areBrokenByADayBelowTheThreshold() {
    var partials = new TreeMap<PartialKey, VersionedPartial>();
    var march = YearMonth.of(2026, 3);
    var values = new TreeMap<Integer, Quantity>();
    values.put(4, Quantity.of(100));
    values.put(5, new Quantity(99_999));
    values.put(6, Quantity.of(100));
    partials.put(
        new PartialKey(STEPS, march),
        new VersionedPartial(1, Scoring.partialOf(RULE, winterToSpring, STEPS, march, values)));

    assertThat(Scoring.standing(RULE, winterToSpring, partials).streaks().longest()).isEqualTo(1);
  }

  @Test
  void doNotCountDaysOutsideThePeriod() {
    assertThat(met("2026-01-18", "2026-01-19", "2026-01-20").streaks().longest()).isEqualTo(1);
  }

  @Test
  void areZeroBeforeTheFirstDayThatCounts() {
    assertThat(met().streaks()).isEqualTo(new Streaks(0, 0, LocalDate.of(2026, 1, 19)));
  }

  @Test
  void stillRunWhileTodayMayYetBeEntered() {
    var streaks = met("2026-03-01", "2026-03-02").streaks();

    assertThat(streaks.current(LocalDate.of(2026, 3, 2))).isEqualTo(2);
    assertThat(streaks.current(LocalDate.of(2026, 3, 3))).isEqualTo(2);
    assertThat(streaks.current(LocalDate.of(2026, 3, 4))).isZero();
  }

  private Standing met(String... days) {
    var partials = new TreeMap<PartialKey, VersionedPartial>();
    Stream.of(days)
        .map(LocalDate::parse)
        .forEach(
            day -> {
              var values = new TreeMap<Integer, Quantity>();
              values.put(day.getDayOfMonth(), Quantity.of(100));
              var month = YearMonth.from(day);
              var partial = Scoring.partialOf(RULE, winterToSpring, STEPS, month, values);
              partials.merge(
                  new PartialKey(STEPS, month),
                  new VersionedPartial(1, partial),
                  (a, b) -> new VersionedPartial(1, a.partial().and(b.partial())));
            });
    return Scoring.standing(RULE, winterToSpring, partials);
  }
}
