package groundswell.local;

import groundswell.local.template.Topology.QueueMapping;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// Builds mappings of queues to functions for tests.
final class QueueMappings {
  private final String queue;
  private final String function;
  private int batchSize = 10;
  private Duration window = Duration.ZERO;
  private OptionalInt cap = OptionalInt.of(2);
  private boolean reportsBatchItemFailures = true;
  private List<String> filters = List.of();

  private QueueMappings(String queue, String function) {
    this.queue = queue;
    this.function = function;
  }

  static QueueMappings from(String queue, String function) {
    return new QueueMappings(queue, function);
  }

  QueueMappings batchSize(int messages) {
    batchSize = messages;
    return this;
  }

  QueueMappings window(Duration duration) {
    window = duration;
    return this;
  }

  QueueMappings maximumConcurrency(int invocations) {
    cap = OptionalInt.of(invocations);
    return this;
  }

  QueueMappings withoutMaximumConcurrency() {
    cap = OptionalInt.empty();
    return this;
  }

  QueueMappings withoutReportBatchItemFailures() {
    reportsBatchItemFailures = false;
    return this;
  }

  QueueMappings filter(String... patterns) {
    filters = List.of(patterns);
    return this;
  }

  QueueMapping build() {
    return new QueueMapping(
        queue + "-to-" + function,
        function,
        TinyTemplate.queueArn(queue),
        batchSize,
        window,
        cap,
        reportsBatchItemFailures,
        filters);
  }
}
