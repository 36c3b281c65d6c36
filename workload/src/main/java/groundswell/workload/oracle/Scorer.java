package groundswell.workload.oracle;

import groundswell.workload.ChallengeSpec;
import groundswell.workload.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Scores one member's days under one challenge.
final class Scorer {
  private static final int SCORE_PLACES = 6;

  private final ChallengeSpec challenge;
  private final Diary diary;

  Scorer(ChallengeSpec challenge, Diary diary) {
    this.challenge = challenge;
    this.diary = diary;
  }

  Standing standing() {
    var score = plain(score());
    return new Standing(score, daysThatCount(), longestRun());
  }

  /// The number without trailing decimal zeros, and without an exponent.
  private static BigDecimal plain(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private BigDecimal score() {
    return switch (challenge.rule()) {
      case Rule.Total(var metric, var cap) -> total(Rule.weight(metric), cap);
      case Rule.Points(var metrics) -> {
        var sum = BigDecimal.ZERO;
        for (var weight : metrics) sum = sum.add(total(weight, weight.dailyCap()));
        yield sum;
      }
      case Rule.DailyGoal _ -> BigDecimal.valueOf(daysThatCount());
      case Rule.Streak _ -> BigDecimal.valueOf(longestRun());
      case Rule.BestDay(var metric) -> best(Rule.weight(metric));
      case Rule.Average(var metric, var cap, int minDays) -> {
        int days = daysThatCount();
        if (days < minDays) yield BigDecimal.ZERO;
        yield total(Rule.weight(metric), cap)
            .divide(BigDecimal.valueOf(days), SCORE_PLACES, RoundingMode.HALF_UP);
      }
    };
  }

  private BigDecimal total(Rule.Weight weight, Optional<BigDecimal> cap) {
    var sum = BigDecimal.ZERO;
    for (var day : period()) {
      var amount = value(weight, day).orElse(BigDecimal.ZERO).multiply(weight.pointsPerUnit());
      sum = sum.add(cap.isPresent() ? amount.min(cap.get()) : amount);
    }
    return sum;
  }

  private BigDecimal best(Rule.Weight weight) {
    var best = BigDecimal.ZERO;
    for (var day : period()) best = best.max(value(weight, day).orElse(BigDecimal.ZERO));
    return best;
  }

  private int daysThatCount() {
    int days = 0;
    for (var day : period()) {
      if (counts().test(day)) days++;
    }
    return days;
  }

  private int longestRun() {
    int longest = 0;
    int run = 0;
    for (var day : period()) {
      run = counts().test(day) ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /// Which days count: those that reach the threshold if the rule has one, else those with an
  /// entry.
  private Predicate<LocalDate> counts() {
    return switch (challenge.rule()) {
      case Rule.DailyGoal(var metric, var threshold) ->
          day -> reaches(Rule.weight(metric), day, threshold);
      case Rule.Streak(var metric, var threshold) ->
          day -> reaches(Rule.weight(metric), day, threshold);
      case Rule.Total(var metric, _) -> day -> value(Rule.weight(metric), day).isPresent();
      case Rule.BestDay(var metric) -> day -> value(Rule.weight(metric), day).isPresent();
      case Rule.Average(var metric, _, _) -> day -> value(Rule.weight(metric), day).isPresent();
      case Rule.Points(var metrics) ->
          day -> metrics.stream().anyMatch(weight -> value(weight, day).isPresent());
    };
  }

  private boolean reaches(Rule.Weight weight, LocalDate day, BigDecimal threshold) {
    return value(weight, day).filter(value -> value.compareTo(threshold) >= 0).isPresent();
  }

  private Optional<BigDecimal> value(Rule.Weight weight, LocalDate day) {
    return diary.value(weight.metric(), day, challenge.sources());
  }

  private List<LocalDate> period() {
    return challenge.start().datesUntil(challenge.end().plusDays(1)).toList();
  }
}
