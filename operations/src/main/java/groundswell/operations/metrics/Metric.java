package groundswell.operations.metrics;

/// What the services measure each minute (SQS developer guide, "Available CloudWatch metrics";
/// <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html>).
public enum Metric {
  /// In seconds.
  AGE_OF_OLDEST_MESSAGE("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", "Maximum"),
  INVOCATIONS("AWS/Lambda", "Invocations", "FunctionName", "Sum"),
  /// Invocations that failed, or ran too long.
  ERRORS("AWS/Lambda", "Errors", "FunctionName", "Sum"),
  /// Invocations that could not start.
  THROTTLES("AWS/Lambda", "Throttles", "FunctionName", "Sum"),
  /// Invocations that ran at once.
  CONCURRENCY("AWS/Lambda", "ConcurrentExecutions", "FunctionName", "Maximum"),
  /// How long a stream's records waited for their function, in milliseconds.
  STREAM_LAG("AWS/Lambda", "IteratorAge", "FunctionName", "Maximum"),
  /// The same as [#CONCURRENCY], of all functions of the account and the region.
  ACCOUNT_CONCURRENCY("AWS/Lambda", "ConcurrentExecutions", "", "Maximum");

  private final String namespace;
  private final String cloudWatchName;
  private final String dimension;
  private final String statistic;

  Metric(String namespace, String cloudWatchName, String dimension, String statistic) {
    this.namespace = namespace;
    this.cloudWatchName = cloudWatchName;
    this.dimension = dimension;
    this.statistic = statistic;
  }

  String namespace() {
    return namespace;
  }

  String cloudWatchName() {
    return cloudWatchName;
  }

  /// Empty if the metric has none.
  String dimension() {
    return dimension;
  }

  /// What is taken of all values of a minute.
  String statistic() {
    return statistic;
  }
}
