package groundswell.local;

import groundswell.local.template.Topology.StreamMapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Builds mappings of streams to functions for tests.
final class StreamMappings {
  private final String table;
  private final String function;
  private int batchSize = 100;
  private Duration window = Duration.ZERO;
  private int parallelizationFactor = 1;
  private OptionalInt retries = OptionalInt.empty();
  private Optional<Duration> age = Optional.empty();
  private boolean bisect;
  private boolean reportsBatchItemFailures = true;
  private List<String> filters = List.of();
  private Optional<String> bucketArn = Optional.empty();

  private StreamMappings(String table, String function) {
    this.table = table;
    this.function = function;
  }

  static StreamMappings from(String table, String function) {
    return new StreamMappings(table, function);
  }

  StreamMappings batchSize(int records) {
    batchSize = records;
    return this;
  }

  StreamMappings window(Duration duration) {
    window = duration;
    return this;
  }

  StreamMappings parallelizationFactor(int lanes) {
    parallelizationFactor = lanes;
    return this;
  }

  StreamMappings maximumRetryAttempts(int attempts) {
    retries = OptionalInt.of(attempts);
    return this;
  }

  StreamMappings maximumRecordAge(Duration duration) {
    age = Optional.of(duration);
    return this;
  }

  StreamMappings bisectOnError() {
    bisect = true;
    return this;
  }

  StreamMappings withoutReportBatchItemFailures() {
    reportsBatchItemFailures = false;
    return this;
  }

  StreamMappings filter(String... patterns) {
    filters = List.of(patterns);
    return this;
  }

  StreamMappings onFailure(String bucket) {
    bucketArn = Optional.of("arn:aws:s3:::" + bucket);
    return this;
  }

  StreamMapping build() {
    return new StreamMapping(
        table + "-to-" + function,
        function,
        table,
        batchSize,
        window,
        parallelizationFactor,
        retries,
        age,
        bisect,
        reportsBatchItemFailures,
        filters,
        bucketArn);
  }
}
