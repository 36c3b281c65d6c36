package groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How messages become batches:
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html>: a function is
/// called when the batch size is reached, the batching window is over, or the payload reaches 6 MB.
class BatchesOfQueues {
  private final RecordingQueue function = RecordingQueue.succeeding();

  @Test
  void holdNoMoreThanTheBatchSize() throws Exception {
    var mapping = QueueMappings.from("work", "worker").batchSize(3);

    try (var cloud = cloud(mapping)) {
      cloud.send("work", bodies(20));
      cloud.awaitQuiet();
    }

    assertThat(function.batches()).allSatisfy(b -> assertThat(b).hasSizeBetween(1, 3));
    assertThat(function.bodies()).containsExactlyInAnyOrderElementsOf(bodies(20));
  }

  @Test
  void gatherMoreThanOneReceiveInAWindow() throws Exception {
    var mapping = QueueMappings.from("work", "worker").batchSize(40).window(Duration.ofSeconds(20));

    try (var cloud = cloud(mapping)) {
      cloud.send("work", bodies(40));
      cloud.awaitQuiet();
    }

    assertThat(function.batches()).singleElement().satisfies(b -> assertThat(b).hasSize(40));
  }

  @Test
  void goOutWhenTheWindowIsOver() throws Exception {
    var mapping =
        QueueMappings.from("work", "worker").batchSize(1000).window(Duration.ofSeconds(1));

    try (var cloud = cloud(mapping)) {
      cloud.send("work", bodies(15));
      cloud.awaitQuiet();
    }

    assertThat(function.batches()).singleElement().satisfies(b -> assertThat(b).hasSize(15));
  }

  @Test
  void goOutAtOnceWithoutAWindow() throws Exception {
    try (var cloud = cloud(QueueMappings.from("work", "worker"))) {
      cloud.send("work", "alone");
      cloud.awaitQuiet();
    }

    assertThat(function.bodies()).containsExactly("alone");
  }

  /// The payload limit of a synchronous invocation is 6 MB:
  /// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>.
  @Test
  void fitIntoOneInvocation() throws Exception {
    var megabyte = "x".repeat(1000 * 1000);
    var mapping = QueueMappings.from("work", "worker").batchSize(10).window(Duration.ofSeconds(2));

    try (var cloud = cloud(mapping)) {
      for (var i = 0; i < 8; i++) cloud.send("work", megabyte);
      cloud.awaitQuiet();
    }

    assertThat(function.bodies()).isEqualTo(Collections.nCopies(8, megabyte));
    assertThat(function.batches())
        .allSatisfy(batch -> assertThat(bytes(batch)).isLessThan(6L * 1024 * 1024));
    assertThat(function.batches()).hasSizeLessThanOrEqualTo(3);
  }

  private static long bytes(List<SQSMessage> batch) {
    return batch.stream().mapToLong(message -> message.getBody().length()).sum();
  }

  /// "When you set BatchSize to a value greater than 10, you must set
  /// MaximumBatchingWindowInSeconds to at least 1":
  /// <https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html>.
  @Test
  void largerThanTenNeedAWindow() {
    var mapping = QueueMappings.from("work", "worker").batchSize(11);

    assertThatThrownBy(() -> cloud(mapping).close())
        .hasMessage("work-to-worker: a batch size of 11 needs a batching window of at least 1 s");
  }

  private TestCloud cloud(QueueMappings mapping) {
    return TestCloud.of(
        new TinyTemplate()
            .queue("work")
            .function("worker", QueueScript.class, function)
            .mapping(mapping.build()));
  }

  private static List<String> bodies(int number) {
    return IntStream.range(0, number).mapToObj(i -> "message " + i).toList();
  }
}
