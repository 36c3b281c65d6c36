package groundswell.local;

import static groundswell.local.RecordingQueue.atFirst;
import static groundswell.local.RecordingQueue.failing;
import static groundswell.local.RecordingQueue.success;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import groundswell.local.template.Topology.Function;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What a function's answer does to the messages of its batch, by the AWS documentation:
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html>. The conditions
/// of success and failure are those of
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html>.
class PartialBatchResponsesOfQueues {
  private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(1);

  @Test
  void anEmptyListMeansThatAllSucceeded() throws Exception {
    assertThat(bodiesAfterSending(atFirst(_ -> success()))).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void aNullListMeansThatAllSucceeded() throws Exception {
    assertThat(bodiesAfterSending(atFirst(_ -> new SQSBatchResponse(null))))
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void aNullResponseMeansThatAllSucceeded() throws Exception {
    assertThat(bodiesAfterSending(atFirst(_ -> null))).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void onlyListedMessagesComeBack() throws Exception {
    var function =
        atFirst(
            batch ->
                batch.stream()
                    .filter(message -> message.getBody().equals("a"))
                    .findFirst()
                    .map(message -> failing(message.getMessageId()))
                    .orElse(success()));

    assertThat(bodiesAfterSending(function)).containsExactlyInAnyOrder("a", "a", "b");
  }

  @Test
  void anUnknownIdentifierFailsTheWholeBatch() throws Exception {
    assertAllComeBack(atFirst(_ -> failing("no-such-message")));
  }

  @Test
  void anEmptyIdentifierFailsTheWholeBatch() throws Exception {
    assertAllComeBack(atFirst(_ -> failing("")));
  }

  @Test
  void aNullIdentifierFailsTheWholeBatch() throws Exception {
    var nameless = new SQSBatchResponse.BatchItemFailure();

    assertAllComeBack(atFirst(_ -> new SQSBatchResponse(List.of(nameless))));
  }

  @Test
  void anExceptionFailsTheWholeBatch() throws Exception {
    assertAllComeBack(
        atFirst(
            _ -> {
              throw new IllegalStateException("poison");
            }));
  }

  @Test
  void aTimeoutFailsTheWholeBatch() throws Exception {
    var function =
        atFirst(
            _ -> {
              Waiting.untilInterrupted();
              return success();
            });

    assertThat(bodiesAfterSending(function, m -> m, TinyTemplate.timeout(Duration.ofMillis(200))))
        .containsExactlyInAnyOrder("a", "a", "b", "b");
  }

  /// "Even if your function code returns a partial batch failure response, these responses will not
  /// be processed unless the feature is explicitly turned on" (services-ddb-batchfailurereporting).
  @Test
  void theResponseIsIgnoredUnlessTheMappingAsksForIt() throws Exception {
    var function = atFirst(batch -> failing(batch.getFirst().getMessageId()));

    assertThat(
            bodiesAfterSending(
                function, QueueMappings::withoutReportBatchItemFailures, UnaryOperator.identity()))
        .containsExactlyInAnyOrder("a", "b");
  }

  private static void assertAllComeBack(RecordingQueue function) throws Exception {
    assertThat(bodiesAfterSending(function)).containsExactlyInAnyOrder("a", "a", "b", "b");
  }

  private static List<String> bodiesAfterSending(RecordingQueue function) throws Exception {
    return bodiesAfterSending(function, mapping -> mapping, UnaryOperator.identity());
  }

  private static List<String> bodiesAfterSending(
      RecordingQueue function, UnaryOperator<QueueMappings> mapping, UnaryOperator<Function> change)
      throws Exception {
    var template =
        new TinyTemplate()
            .queue("work", VISIBILITY_TIMEOUT)
            .function("worker", QueueScript.class, function, change)
            .mapping(mapping.apply(QueueMappings.from("work", "worker")).build());
    try (var cloud = TestCloud.of(template)) {
      cloud.send("work", "a", "b");
      cloud.awaitQuiet();
    }
    return function.bodies();
  }
}
