package groundswell.domain.challenges;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/// The days of a challenge.
///
/// @param start the first day, not before the year [#YEAR_MIN]
/// @param end the last day; the period has at most [#DAYS_MAX] days
public record Period(LocalDate start, LocalDate end) {
  /// The longest period, in days.
  public static final int DAYS_MAX = 366;

  public static final int YEAR_MIN = 1900;

  /// The last year with four digits.
  public static final int YEAR_MAX = 9999;

  public Period {
    if (start.getYear() < YEAR_MIN || end.getYear() > YEAR_MAX) {
      throw new IllegalArgumentException(
          "period %s to %s is not in the years %d to %d".formatted(start, end, YEAR_MIN, YEAR_MAX));
    }
    if (end.isBefore(start)) {
      throw new IllegalArgumentException(
          "period ends on %s, before it starts on %s".formatted(end, start));
    }
    if (ChronoUnit.DAYS.between(start, end) >= DAYS_MAX) {
      throw new IllegalArgumentException(
          "period %s to %s is longer than %d days".formatted(start, end, DAYS_MAX));
    }
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(start) && !day.isAfter(end);
  }

  /// Whether any day of the month is in the period.
  public boolean touches(YearMonth month) {
    return !month.atEndOfMonth().isBefore(start) && !month.atDay(1).isAfter(end);
  }

  /// All calendar months that the period touches, in order.
  public List<YearMonth> months() {
    return Stream.iterate(
            YearMonth.from(start),
            month -> !month.isAfter(YearMonth.from(end)),
            month -> month.plusMonths(1))
        .toList();
  }
}
