package groundswell.local.metrics;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/// What Lambda measures of a function, with the statistic that is kept of a minute
/// (<https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html>).
public enum Measure {
  INVOCATIONS("Invocations", "Sum", Double::sum),
  ERRORS("Errors", "Sum", Double::sum),
  THROTTLES("Throttles", "Sum", Double::sum),
  CONCURRENT_EXECUTIONS("ConcurrentExecutions", "Maximum", Math::max),
  /// In milliseconds.
  ITERATOR_AGE("IteratorAge", "Maximum", Math::max);

  private final String cloudWatchName;
  private final String statistic;
  private final DoubleBinaryOperator merging;

  Measure(String cloudWatchName, String statistic, DoubleBinaryOperator merging) {
    this.cloudWatchName = cloudWatchName;
    this.statistic = statistic;
    this.merging = merging;
  }

  static Optional<Measure> of(String cloudWatchName, String statistic) {
    return Arrays.stream(values())
        .filter(each -> each.cloudWatchName.equals(cloudWatchName))
        .filter(each -> each.statistic.equals(statistic))
        .findFirst();
  }

  Double merge(Double a, Double b) {
    return merging.applyAsDouble(a, b);
  }
}
