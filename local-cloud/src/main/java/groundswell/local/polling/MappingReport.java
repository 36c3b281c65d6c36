package groundswell.local.polling;

import java.util.OptionalInt;

/// What one event source mapping has done so far.
///
/// @param source name of the queue or table
/// @param cap the most invocations it may run at once: for a queue its `MaximumConcurrency`, for a
///     stream its shards × parallelization factor
/// @param observedPeak the most that did run at once
/// @param records given to the function, counting each attempt
/// @param failures records that an attempt did not complete
public record MappingReport(
    String id,
    String functionLogicalId,
    String source,
    Kind kind,
    OptionalInt cap,
    int observedPeak,
    long invocations,
    long records,
    long failures) {

  public enum Kind {
    QUEUE,
    STREAM
  }
}
