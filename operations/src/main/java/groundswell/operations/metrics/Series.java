package groundswell.operations.metrics;

/// One metric of one queue or function.
///
/// @param of the queue's or the function's name; empty for the account's
public record Series(Metric metric, String of) {
  public static final Series OF_THE_ACCOUNT = new Series(Metric.ACCOUNT_CONCURRENCY, "");
}
