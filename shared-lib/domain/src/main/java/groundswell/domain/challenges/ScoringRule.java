package groundswell.domain.challenges;

import groundswell.domain.Quantity;
import groundswell.domain.ids.MetricId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How a member's days in the period become a score.
public sealed interface ScoringRule {
  /// The largest goal, cap or threshold, in units. Together with [#POINTS_PER_UNIT_MAX],
  /// [#METRICS_MAX] and the longest period it keeps every sum within a long.
  Quantity AMOUNT_MAX = Quantity.of(10_000_000);

  Quantity POINTS_PER_UNIT_MAX = Quantity.of(100);
  int METRICS_MAX = 10;

  /// The metrics whose activity counts.
  Set<MetricId> metrics();

  /// The sum of the values, each day up to the cap.
  record Total(MetricId metric, Optional<Quantity> dailyCap) implements ScoringRule {
    public Total {
      dailyCap.ifPresent(cap -> checkAmount("daily_cap", cap));
    }

    @Override
    public Set<MetricId> metrics() {
      return Set.of(metric);
    }
  }

  /// The number of days with at least the threshold.
  record DailyGoal(MetricId metric, Quantity threshold) implements ScoringRule {
    public DailyGoal {
      checkAmount("threshold", threshold);
    }

    @Override
    public Set<MetricId> metrics() {
      return Set.of(metric);
    }
  }

  /// The longest run of consecutive days with at least the threshold.
  record Streak(MetricId metric, Quantity threshold) implements ScoringRule {
    public Streak {
      checkAmount("threshold", threshold);
    }

    @Override
    public Set<MetricId> metrics() {
      return Set.of(metric);
    }
  }

  /// The largest value of a day.
  record BestDay(MetricId metric) implements ScoringRule {
    @Override
    public Set<MetricId> metrics() {
      return Set.of(metric);
    }
  }

  /// The total divided by the days that have an entry; zero below the minimum number of days.
  record Average(MetricId metric, Optional<Quantity> dailyCap, int minDays) implements ScoringRule {
    public Average {
      dailyCap.ifPresent(cap -> checkAmount("daily_cap", cap));
      if (minDays < 1 || minDays > 366)
        throw new IllegalArgumentException("min_days %d is not in 1..366".formatted(minDays));
    }

    @Override
    public Set<MetricId> metrics() {
      return Set.of(metric);
    }
  }

  /// The sum over several metrics of value times points per unit.
  record Points(List<PointsMetric> weights) implements ScoringRule {
    public Points {
      weights = List.copyOf(weights);
      if (weights.isEmpty() || weights.size() > METRICS_MAX) {
        throw new IllegalArgumentException(
            "points need 1 to %d metrics, not %d".formatted(METRICS_MAX, weights.size()));
      }
      if (weights.stream().map(PointsMetric::metric).distinct().count() < weights.size()) {
        throw new IllegalArgumentException("a metric occurs twice in the points rule");
      }
    }

    @Override
    public Set<MetricId> metrics() {
      return weights.stream().map(PointsMetric::metric).collect(Collectors.toUnmodifiableSet());
    }
  }

  /// A metric's weight in a [Points] rule.
  ///
  /// @param dailyCap the most points for one day of this metric
  record PointsMetric(MetricId metric, Quantity pointsPerUnit, Optional<Quantity> dailyCap) {
    public PointsMetric {
      if (pointsPerUnit.compareTo(Quantity.ZERO) <= 0
          || pointsPerUnit.compareTo(POINTS_PER_UNIT_MAX) > 0) {
        throw new IllegalArgumentException(
            "points_per_unit %s is not above 0 and at most %s"
                .formatted(pointsPerUnit, POINTS_PER_UNIT_MAX));
      }
      dailyCap.ifPresent(cap -> checkAmount("daily_cap", cap));
    }
  }

  private static void checkAmount(String name, Quantity amount) {
    if (amount.compareTo(Quantity.ZERO) <= 0 || amount.compareTo(AMOUNT_MAX) > 0) {
      throw new IllegalArgumentException(
          "%s %s is not above 0 and at most %s".formatted(name, amount, AMOUNT_MAX));
    }
  }
}
