package groundswell.domain.scoring;

import groundswell.domain.challenges.Period;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/// Runs of consecutive days.
///
/// @param longest the longest run in the period, in days
/// @param last the run that ends on the last counting day, in days
/// @param lastDay the last counting day; the day before the period if there is none
public record Streaks(int longest, int last, LocalDate lastDay) {

  /// The runs over all days of a period; a month without a partial breaks a run.
  static Streaks of(Period period, Map<YearMonth, MonthPartial> byMonth) {
    int longest = 0;
    int run = 0;
    int last = 0;
    var lastDay = period.start().minusDays(1);
    for (var month : period.months()) {
      var partial = byMonth.getOrDefault(month, MonthPartial.EMPTY);
      for (int day = 1; day <= month.lengthOfMonth(); day++) {
        run = partial.hasDay(day) ? run + 1 : 0;
        if (run == 0) continue;
        last = run;
        lastDay = month.atDay(day);
        longest = Math.max(longest, run);
      }
    }
    return new Streaks(longest, last, lastDay);
  }

  /// The run still alive: it reaches today, or yesterday while today may still be entered.
  public int current(LocalDate today) {
    return ChronoUnit.DAYS.between(lastDay, today) <= 1 ? last : 0;
  }
}
