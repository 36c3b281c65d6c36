package groundswell.local.metrics;

import java.util.Arrays;
import java.util.Optional;

/// What Lambda measures of a function, with the statistic that is kept of a minute
/// (<https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html>).
public enum Measure {
  INVOCATIONS("Invocations", Statistic.SUM),
  ERRORS("Errors", Statistic.SUM),
  THROTTLES("Throttles", Statistic.SUM),
  CONCURRENT_EXECUTIONS("ConcurrentExecutions", Statistic.MAXIMUM),
  /// In milliseconds.
  ITERATOR_AGE("IteratorAge", Statistic.MAXIMUM);

  private final String cloudWatchName;
  private final Statistic statistic;

  Measure(String cloudWatchName, Statistic statistic) {
    this.cloudWatchName = cloudWatchName;
    this.statistic = statistic;
  }

  /// What a query means; empty if it is not measured here.
  static Optional<Measure> of(String cloudWatchName, String statistic) {
    return Arrays.stream(values())
        .filter(each -> each.cloudWatchName.equals(cloudWatchName))
        .filter(each -> each.statistic.name().equalsIgnoreCase(statistic))
        .findFirst();
  }

  /// The value of a minute in which both were measured.
  double merge(double a, double b) {
    return switch (statistic) {
      case SUM -> a + b;
      case MAXIMUM -> Math.max(a, b);
    };
  }

  private enum Statistic {
    SUM,
    MAXIMUM
  }
}
