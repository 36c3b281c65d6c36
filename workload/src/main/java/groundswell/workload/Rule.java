package groundswell.workload;

import groundswell.domain.ids.MetricId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// How days become a score, as a client defines it.
public sealed interface Rule {
  record Total(MetricId metric, Optional<BigDecimal> dailyCap) implements Rule {}

  record DailyGoal(MetricId metric, BigDecimal threshold) implements Rule {}

  record Streak(MetricId metric, BigDecimal threshold) implements Rule {}

  record BestDay(MetricId metric) implements Rule {}

  record Average(MetricId metric, Optional<BigDecimal> dailyCap, int minDays) implements Rule {}

  record Points(List<Weight> metrics) implements Rule {
    public Points {
      metrics = List.copyOf(metrics);
    }
  }

  record Weight(MetricId metric, BigDecimal pointsPerUnit, Optional<BigDecimal> dailyCap) {}

  /// One point for each unit of the metric.
  static Weight weight(MetricId metric) {
    return new Weight(metric, BigDecimal.ONE, Optional.empty());
  }

  static Rule total(String metric) {
    return new Total(new MetricId(metric), Optional.empty());
  }

  static Rule total(String metric, String dailyCap) {
    return new Total(new MetricId(metric), Optional.of(new BigDecimal(dailyCap)));
  }

  static Rule dailyGoal(String metric, String threshold) {
    return new DailyGoal(new MetricId(metric), new BigDecimal(threshold));
  }

  static Rule streak(String metric, String threshold) {
    return new Streak(new MetricId(metric), new BigDecimal(threshold));
  }

  static Rule bestDay(String metric) {
    return new BestDay(new MetricId(metric));
  }

  static Rule average(String metric, int minDays) {
    return new Average(new MetricId(metric), Optional.empty(), minDays);
  }

  static Rule points(Weight... weights) {
    return new Points(List.of(weights));
  }

  static Weight weight(String metric, String pointsPerUnit, String dailyCap) {
    return new Weight(
        new MetricId(metric), new BigDecimal(pointsPerUnit), Optional.of(new BigDecimal(dailyCap)));
  }
}
