package groundswell.local;

import static groundswell.local.RecordingStream.success;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How changes become batches: <https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html>.
class BatchesOfStreams {
  private final RecordingStream function = RecordingStream.succeeding();

  @Test
  void keepTheOrderOfWrites() throws Exception {
    try (var cloud = cloud(function, StreamMappings.from("items", "worker"))) {
      for (var value : values(50)) cloud.put("items", "one", value);
      cloud.awaitQuiet();
    }

    assertThat(function.allValues()).isEqualTo(values(50));
  }

  @Test
  void holdNoMoreThanTheBatchSize() throws Exception {
    var mapping = StreamMappings.from("items", "worker").batchSize(7).window(Duration.ofSeconds(1));

    try (var cloud = cloud(function, mapping)) {
      for (var value : values(20)) cloud.put("items", "one", value);
      cloud.awaitQuiet();
    }

    assertThat(function.values()).extracting(List::size).containsExactly(7, 7, 6);
  }

  @Test
  void gatherForTheWindow() throws Exception {
    var mapping = StreamMappings.from("items", "worker").window(Duration.ofSeconds(1));

    try (var cloud = cloud(function, mapping)) {
      for (var value : values(5)) cloud.put("items", "one", value);
      cloud.awaitQuiet();
    }

    assertThat(function.values()).containsExactly(values(5));
  }

  /// "Lambda ensures in-order processing at the partition-key level" with several concurrent
  /// batches per shard (with-ddb).
  @Test
  void runSideBySideByPartitionKeyAsTheParallelizationFactorAllows() throws Exception {
    var bothAtOnce = new CountDownLatch(2);
    var seen = Collections.synchronizedList(new ArrayList<DynamodbStreamRecord>());
    var parallel =
        RecordingStream.answering(
            batch -> {
              bothAtOnce.countDown();
              assertThat(bothAtOnce.await(20, TimeUnit.SECONDS)).isTrue();
              seen.addAll(batch);
              return success();
            });
    var mapping = StreamMappings.from("items", "worker").batchSize(10).parallelizationFactor(2);

    try (var cloud = cloud(parallel, mapping)) {
      for (var value : values(20)) {
        for (var key : values(6)) cloud.put("items", key, value);
      }
      cloud.awaitQuiet();
      assertThat(cloud.report().observedPeak()).isEqualTo(2);
    }

    var valuesByKey =
        seen.stream()
            .collect(
                Collectors.groupingBy(
                    RecordingStream::partitionKey,
                    TreeMap::new,
                    Collectors.mapping(RecordingStream::value, Collectors.toList())));
    assertThat(valuesByKey).hasSize(6).allSatisfy((_, v) -> assertThat(v).isEqualTo(values(20)));
  }

  /// Filters see the whole record:
  /// <https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html>.
  @Test
  void leaveOutWhatTheFiltersDoNotMatch() throws Exception {
    var mapping =
        StreamMappings.from("items", "worker")
            .filter("{\"dynamodb\":{\"NewImage\":{\"value\":{\"S\":[\"b\"]}}}}");

    try (var cloud = cloud(function, mapping)) {
      for (var value : List.of("a", "b", "c")) cloud.put("items", value, value);
      cloud.awaitQuiet();
    }

    assertThat(function.allValues()).containsExactly("b");
  }

  private static TestCloud cloud(RecordingStream function, StreamMappings mapping) {
    return TestCloud.of(
        new TinyTemplate()
            .table("items")
            .table("others")
            .function("worker", StreamScript.class, function)
            .mapping(mapping.build()));
  }

  private static List<String> values(int number) {
    return IntStream.range(0, number).mapToObj(i -> "value " + i).toList();
  }
}
