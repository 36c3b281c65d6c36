package groundswell.client.model;

import groundswell.domain.ids.MetricId;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What an administrator says about one day: exactly one of a value, blank and lift.
///
/// @param value the day's total, whatever its sources say
/// @param blank whether the day has no entry, whatever its sources say
/// @param lift whether its sources count again
public record ActivityCorrection(
    LocalDate date, MetricId metric, @Nullable BigDecimal value, boolean blank, boolean lift) {
  public static ActivityCorrection to(LocalDate date, MetricId metric, BigDecimal value) {
    return new ActivityCorrection(date, metric, value, false, false);
  }

  public static ActivityCorrection blank(LocalDate date, MetricId metric) {
    return new ActivityCorrection(date, metric, null, true, false);
  }

  public static ActivityCorrection lift(LocalDate date, MetricId metric) {
    return new ActivityCorrection(date, metric, null, false, true);
  }
}
