package groundswell.domain.scoring;

import static groundswell.domain.Generators.MINUTES;
import static groundswell.domain.Generators.STEPS;
import static groundswell.domain.Generators.diaries;
import static groundswell.domain.Generators.orders;
import static groundswell.domain.Generators.periods;
import static groundswell.domain.Generators.rules;
import static groundswell.domain.Generators.shuffled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import groundswell.domain.Quantity;
import groundswell.domain.challenges.Period;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.ids.MetricId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Compares the fold over month partials with a recomputation over the days of the period.
class ScoringAMember {
  @Test
  void givesTheScoreOfAWalkOverTheDays() {
    qt().forAll(rules(), periods(), diaries(), diaries())
        .checkAssert(
            (rule, period, steps, minutes) -> {
              var standing =
                  Scoring.standing(
                      rule, period, partials(rule, period, Map.of(STEPS, steps, MINUTES, minutes)));

              assertThat(standing)
                  .isEqualTo(walk(rule, period, Map.of(STEPS, steps, MINUTES, minutes)));
            });
  }

  @Test
  void givesTheSameWhateverTheOrderOfTheMonths() {
    qt().forAll(rules(), periods(), diaries(), orders())
        .checkAssert(
            (rule, period, steps, order) -> {
              var partials = partials(rule, period, Map.of(STEPS, steps));
              var arrived = new TreeMap<PartialKey, VersionedPartial>();
              shuffled(List.copyOf(partials.entrySet()), order)
                  .forEach(entry -> arrived.put(entry.getKey(), entry.getValue()));

              assertThat(Scoring.standing(rule, period, arrived))
                  .isEqualTo(Scoring.standing(rule, period, partials));
            });
  }

  @Test
  void addsTheMetricsOfAMonthInAnyOrder() {
    qt().forAll(diaries(), diaries(), diaries())
        .checkAssert(
            (one, two, three) -> {
              var a = januaryOf(one);
              var b = januaryOf(two);
              var c = januaryOf(three);

              assertThat(a.and(b)).isEqualTo(b.and(a));
              assertThat(a.and(b).and(c)).isEqualTo(a.and(b.and(c)));
              assertThat(a.and(MonthPartial.EMPTY)).isEqualTo(a);
            });
  }

  @Test
  void staysInsideALongAtTheLargestAmounts() {
    var period = new Period(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31));
    var weights = new ArrayList<ScoringRule.PointsMetric>();
    var diaries = new HashMap<MetricId, Map<LocalDate, Quantity>>();
    for (int i = 0; i < ScoringRule.METRICS_MAX; i++) {
      var metric = new MetricId("metric-" + i);
      weights.add(
          new ScoringRule.PointsMetric(metric, ScoringRule.POINTS_PER_UNIT_MAX, Optional.empty()));
      var diary = new TreeMap<LocalDate, Quantity>();
      period
          .start()
          .datesUntil(period.end().plusDays(1))
          .forEach(day -> diary.put(day, Quantity.of(10_000_000)));
      diaries.put(metric, diary);
    }
    var rule = new ScoringRule.Points(weights);

    var standing = Scoring.standing(rule, period, partials(rule, period, diaries));

    assertThat(standing).isEqualTo(walk(rule, period, diaries));
  }

  private static MonthPartial januaryOf(Map<LocalDate, Quantity> diary) {
    var january = YearMonth.of(2026, 1);
    return Scoring.partialOf(
        new ScoringRule.BestDay(STEPS),
        new Period(january.atDay(1), january.atEndOfMonth()),
        STEPS,
        january,
        monthsOf(diary).getOrDefault(january, Map.of()));
  }

  private static SortedMap<PartialKey, VersionedPartial> partials(
      ScoringRule rule, Period period, Map<MetricId, Map<LocalDate, Quantity>> diaries) {
    var partials = new TreeMap<PartialKey, VersionedPartial>();
    for (var metric : rule.metrics()) {
      monthsOf(diaries.getOrDefault(metric, Map.of()))
          .forEach(
              (month, values) -> {
                if (!period.months().contains(month)) return;
                partials.put(
                    new PartialKey(metric, month),
                    new VersionedPartial(
                        1, Scoring.partialOf(rule, period, metric, month, values)));
              });
    }
    return partials;
  }

  private static Map<YearMonth, Map<Integer, Quantity>> monthsOf(Map<LocalDate, Quantity> diary) {
    var months = new HashMap<YearMonth, Map<Integer, Quantity>>();
    diary.forEach(
        (day, value) ->
            months
                .computeIfAbsent(YearMonth.from(day), _ -> new TreeMap<>())
                .put(day.getDayOfMonth(), value));
    return months;
  }

  private static Standing walk(
      ScoringRule rule, Period period, Map<MetricId, Map<LocalDate, Quantity>> diaries) {
    var days =
        period
            .start()
            .datesUntil(period.end().plusDays(1))
            .map(date -> dayOf(rule, date, diaries))
            .toList();
    var sum = days.stream().map(Day::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    var best = days.stream().map(Day::amount).reduce(BigDecimal.ZERO, BigDecimal::max);
    int counted = (int) days.stream().filter(Day::counts).count();
    var streaks = runs(period, days);
    var score =
        switch (rule) {
          case ScoringRule.Total _, ScoringRule.Points _ -> sum;
          case ScoringRule.DailyGoal _ -> BigDecimal.valueOf(counted);
          case ScoringRule.Streak _ -> BigDecimal.valueOf(streaks.longest());
          case ScoringRule.BestDay _ -> best;
          case ScoringRule.Average(_, _, int minDays) ->
              counted < minDays
                  ? BigDecimal.ZERO
                  : sum.divide(BigDecimal.valueOf(counted), 6, RoundingMode.HALF_UP);
        };
    return new Standing(new Score(score.movePointRight(6).longValueExact()), counted, streaks);
  }

  private static Day dayOf(
      ScoringRule rule, LocalDate date, Map<MetricId, Map<LocalDate, Quantity>> diaries) {
    var amount = BigDecimal.ZERO;
    boolean counts = false;
    for (var metric : rule.metrics()) {
      var value = diaries.getOrDefault(metric, Map.of()).get(date);
      if (value == null) continue;
      amount = amount.add(worth(rule, metric, value));
      counts |= meets(rule, value);
    }
    return new Day(date, amount, counts);
  }

  private static Streaks runs(Period period, List<Day> days) {
    int longest = 0;
    int run = 0;
    int last = 0;
    var lastDay = period.start().minusDays(1);
    for (var day : days) {
      run = day.counts() ? run + 1 : 0;
      longest = Math.max(longest, run);
      if (!day.counts()) continue;
      last = run;
      lastDay = day.date();
    }
    return new Streaks(longest, last, lastDay);
  }

  private static BigDecimal worth(ScoringRule rule, MetricId metric, Quantity value) {
    var plain = decimal(value);
    return switch (rule) {
      case ScoringRule.Total(_, var cap) -> capped(plain, cap);
      case ScoringRule.Average(_, var cap, _) -> capped(plain, cap);
      case ScoringRule.Points(var weights) -> {
        var weight =
            weights.stream().filter(each -> each.metric().equals(metric)).findFirst().orElseThrow();
        yield capped(plain.multiply(decimal(weight.pointsPerUnit())), weight.dailyCap());
      }
      case ScoringRule.DailyGoal _, ScoringRule.Streak _, ScoringRule.BestDay _ -> plain;
    };
  }

  private static boolean meets(ScoringRule rule, Quantity value) {
    return switch (rule) {
      case ScoringRule.DailyGoal(_, var threshold) ->
          decimal(value).compareTo(decimal(threshold)) >= 0;
      case ScoringRule.Streak(_, var threshold) ->
          decimal(value).compareTo(decimal(threshold)) >= 0;
      case ScoringRule.Total _,
          ScoringRule.BestDay _,
          ScoringRule.Average _,
          ScoringRule.Points _ ->
          true;
    };
  }

  private static BigDecimal capped(BigDecimal amount, Optional<Quantity> cap) {
    return cap.map(most -> amount.min(decimal(most))).orElse(amount);
  }

  private static BigDecimal decimal(Quantity quantity) {
    return new BigDecimal(quantity.toString());
  }

  private record Day(LocalDate date, BigDecimal amount, boolean counts) {}
}
