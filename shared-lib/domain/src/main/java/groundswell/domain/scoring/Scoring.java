package groundswell.domain.scoring;

import groundswell.domain.Quantity;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.challenges.Period;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.challenges.Terms;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The arithmetic of the rules.
public final class Scoring {
  private Scoring() {}

  /// A month's contribution under a rule. Days outside the period do not count.
  ///
  /// @param dayValues by day of the month
  public static MonthPartial partialOf(
      ScoringRule rule,
      Period period,
      MetricId metric,
      YearMonth month,
      Map<Integer, Quantity> dayValues) {
    long total = 0;
    long best = 0;
    int days = 0;
    for (var entry : dayValues.entrySet()) {
      if (!period.contains(month.atDay(entry.getKey()))) continue;
      long amount = amountOf(rule, metric, entry.getValue());
      total = Math.addExact(total, amount);
      best = Math.max(best, amount);
      if (counts(rule, entry.getValue())) days |= 1 << (entry.getKey() - 1);
    }
    return new MonthPartial(total, best, days);
  }

  /// The activity months of a member that count under a challenge's terms.
  public static Set<MonthKey> monthsThatCount(Terms terms, MemberId member) {
    return terms.rule().metrics().stream()
        .flatMap(
            metric ->
                terms.period().months().stream().map(month -> new MonthKey(member, metric, month)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The partials of a member's stored months under a challenge's terms.
  ///
  /// @param months may include those of other members
  public static SortedMap<PartialKey, VersionedPartial> partialsOf(
      Terms terms, MemberId member, Map<MonthKey, StoredMonth> months) {
    var partials = new TreeMap<PartialKey, VersionedPartial>();
    for (var key : monthsThatCount(terms, member)) {
      var stored = months.get(key);
      if (stored == null) continue;
      var values = stored.month().dayValues(terms.sources());
      var partial = partialOf(terms.rule(), terms.period(), key.metric(), key.month(), values);
      partials.put(
          new PartialKey(key.metric(), key.month()),
          new VersionedPartial(stored.valueVersion(), partial));
    }
    return partials;
  }

  /// The standing from partials: a fold over all calendar months of the period, including empty
  /// ones.
  public static Standing standing(
      ScoringRule rule, Period period, SortedMap<PartialKey, VersionedPartial> partials) {
    var byMonth = new TreeMap<YearMonth, MonthPartial>();
    partials.forEach(
        (key, versioned) -> byMonth.merge(key.month(), versioned.partial(), MonthPartial::and));
    var all = byMonth.values().stream().reduce(new MonthPartial(0, 0, 0), Scoring::overMonths);
    int days = byMonth.values().stream().mapToInt(month -> Integer.bitCount(month.days())).sum();
    var streak = Streaks.of(period, byMonth);
    var score =
        switch (rule) {
          case ScoringRule.Total _, ScoringRule.Points _ -> new Score(all.total());
          case ScoringRule.BestDay _ -> new Score(all.best());
          case ScoringRule.DailyGoal _ -> Score.ofCount(days);
          case ScoringRule.Streak _ -> Score.ofCount(streak.longest());
          case ScoringRule.Average(_, _, int minDays) ->
              days < minDays ? Score.ZERO : average(all.total(), days);
        };
    return new Standing(score, days, streak);
  }

  private static long amountOf(ScoringRule rule, MetricId metric, Quantity value) {
    return switch (rule) {
      case ScoringRule.Total(_, var cap) -> capped(Score.of(value), cap);
      case ScoringRule.Average(_, var cap, _) -> capped(Score.of(value), cap);
      case ScoringRule.Points(var weights) ->
          weights.stream()
              .filter(weight -> weight.metric().equals(metric))
              .mapToLong(
                  weight -> capped(pointsOf(value, weight.pointsPerUnit()), weight.dailyCap()))
              .sum();
      case ScoringRule.BestDay _, ScoringRule.DailyGoal _, ScoringRule.Streak _ ->
          Score.of(value).millionths();
    };
  }

  private static boolean counts(ScoringRule rule, Quantity value) {
    return switch (rule) {
      case ScoringRule.DailyGoal(_, var threshold) -> value.compareTo(threshold) >= 0;
      case ScoringRule.Streak(_, var threshold) -> value.compareTo(threshold) >= 0;
      case ScoringRule.Total _,
          ScoringRule.BestDay _,
          ScoringRule.Average _,
          ScoringRule.Points _ ->
          true;
    };
  }

  private static Score pointsOf(Quantity value, Quantity pointsPerUnit) {
    return new Score(Math.multiplyExact(value.thousandths(), pointsPerUnit.thousandths()));
  }

  private static long capped(Score amount, Optional<Quantity> cap) {
    return cap.map(most -> Math.min(amount.millionths(), Score.of(most).millionths()))
        .orElse(amount.millionths());
  }

  /// Rounded half up to a millionth.
  private static Score average(long totalMillionths, int days) {
    return new Score(
        Math.floorDiv(Math.addExact(Math.multiplyExact(totalMillionths, 2L), days), 2L * days));
  }

  private static MonthPartial overMonths(MonthPartial a, MonthPartial b) {
    return new MonthPartial(Math.addExact(a.total(), b.total()), Math.max(a.best(), b.best()), 0);
  }
}
