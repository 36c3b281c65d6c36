package groundswell.local;

import static groundswell.local.RecordingStream.failing;
import static groundswell.local.RecordingStream.success;
import static groundswell.local.RecordingStream.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What happens to the records of a batch that failed:
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html> and
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html>.
class FailingStreamBatches {
  private static final Duration WINDOW = Duration.ofSeconds(1);

  /// "Lambda retries until the records expire, exceed the maximum age, or meet the configured retry
  /// quota" (services-dynamodb-errors): the shard waits, later records do not overtake.
  @Test
  void areRepeatedBeforeAnythingLater() throws Exception {
    var function = failingTimes(2);

    valuesAfterPutting(function, StreamMappings.from("items", "worker").batchSize(1), "a", "b");

    assertThat(function.allValues()).containsExactly("a", "a", "a", "b");
  }

  private static RecordingStream failingTimes(int times) {
    var failures = new AtomicInteger();
    return RecordingStream.answering(
        _ -> {
          if (failures.getAndIncrement() < times) throw new IllegalStateException("not yet");
          return success();
        });
  }

  @Test
  void areDroppedWhenTheRetriesAreUsedUp() throws Exception {
    var function = failingAt("a");
    var mapping = StreamMappings.from("items", "worker").batchSize(1).maximumRetryAttempts(2);

    assertThat(valuesAfterPutting(function, mapping, "a", "b"))
        .containsExactly(List.of("a"), List.of("a"), List.of("a"), List.of("b"));
  }

  /// "The maximum age of a record that Lambda sends to a function" (services-ddb-params).
  @Test
  void areDroppedWhenTheyAreTooOld() throws Exception {
    var function = failingAt("a");
    var mapping = StreamMappings.from("items", "worker").maximumRecordAge(Duration.ofSeconds(3));

    try (var cloud = cloud(function, mapping)) {
      cloud.put("items", "key", "a");
      cloud.awaitQuiet();
      cloud.put("items", "key", "b");
      cloud.awaitQuiet();
    }

    assertThat(function.values()).hasSizeGreaterThan(2).endsWith(List.of("b"));
  }

  /// "Splitting a batch doesn't use up the retry quota" (services-dynamodb-errors).
  @Test
  void areBisectedUntilThePoisonIsAlone() throws Exception {
    var function = failingAt("c");
    var mapping =
        StreamMappings.from("items", "worker")
            .window(WINDOW)
            .bisectOnError()
            .maximumRetryAttempts(1);

    assertThat(valuesAfterPutting(function, mapping, "a", "b", "c", "d"))
        .containsExactly(
            List.of("a", "b", "c", "d"),
            List.of("a", "b"),
            List.of("c", "d"),
            List.of("c"),
            List.of("c"),
            List.of("d"));
  }

  private static RecordingStream failingAt(String poison) {
    return RecordingStream.answering(
        batch -> {
          if (batch.stream().anyMatch(record -> value(record).equals(poison))) {
            throw new IllegalStateException("poison");
          }
          return success();
        });
  }

  /// "Lambda uses the lowest sequence number as the checkpoint, then retries all records starting
  /// from that checkpoint" (services-ddb-batchfailurereporting).
  @Test
  void areRepeatedFromTheLowestReportedSequenceNumber() throws Exception {
    var function =
        RecordingStream.answering(
            batch -> batch.size() == 4 ? failing(batch.get(3), batch.get(1)) : success());
    var mapping = StreamMappings.from("items", "worker").window(WINDOW);

    assertThat(valuesAfterPutting(function, mapping, "a", "b", "c", "d"))
        .containsExactly(List.of("a", "b", "c", "d"), List.of("b", "c", "d"));
  }

  /// "The batch is bisected at the returned sequence number, and Lambda retries only the remaining
  /// records" (services-ddb-batchfailurereporting): no retry is used up.
  @Test
  void areBisectedAtTheReportedSequenceNumber() throws Exception {
    var function =
        RecordingStream.answering(batch -> batch.size() == 4 ? failing(batch.get(1)) : success());
    var mapping =
        StreamMappings.from("items", "worker")
            .window(WINDOW)
            .bisectOnError()
            .maximumRetryAttempts(0);

    assertThat(valuesAfterPutting(function, mapping, "a", "b", "c", "d"))
        .containsExactly(List.of("a", "b", "c", "d"), List.of("b", "c", "d"));
  }

  @Test
  void areRepeatedAsAWholeAfterAnEmptyIdentifier() throws Exception {
    assertWholeBatchIsRepeatedAfter(new StreamsEventResponse(List.of(new BatchItemFailure(""))));
  }

  @Test
  void areRepeatedAsAWholeAfterANullIdentifier() throws Exception {
    assertWholeBatchIsRepeatedAfter(new StreamsEventResponse(List.of(new BatchItemFailure())));
  }

  @Test
  void areRepeatedAsAWholeAfterAnUnknownIdentifier() throws Exception {
    assertWholeBatchIsRepeatedAfter(new StreamsEventResponse(List.of(new BatchItemFailure("1"))));
  }

  private static void assertWholeBatchIsRepeatedAfter(StreamsEventResponse first) throws Exception {
    var calls = new AtomicInteger();
    var function = RecordingStream.answering(_ -> calls.getAndIncrement() == 0 ? first : success());
    var mapping = StreamMappings.from("items", "worker").window(WINDOW);

    assertThat(valuesAfterPutting(function, mapping, "a", "b"))
        .containsExactly(List.of("a", "b"), List.of("a", "b"));
  }

  @Test
  void countAsDoneWhenTheMappingDoesNotAskForFailures() throws Exception {
    var function = RecordingStream.answering(batch -> failing(batch.getFirst()));
    var mapping =
        StreamMappings.from("items", "worker").window(WINDOW).withoutReportBatchItemFailures();

    assertThat(valuesAfterPutting(function, mapping, "a", "b")).containsExactly(List.of("a", "b"));
  }

  private static List<List<String>> valuesAfterPutting(
      RecordingStream function, StreamMappings mapping, String... values) throws Exception {
    try (var cloud = cloud(function, mapping)) {
      for (var value : values) cloud.put("items", "key", value);
      cloud.awaitQuiet();
    }
    return function.values();
  }

  private static TestCloud cloud(RecordingStream function, StreamMappings mapping) {
    return TestCloud.of(
        new TinyTemplate()
            .table("items")
            .table("others")
            .function("worker", StreamScript.class, function)
            .mapping(mapping.build()));
  }
}
