package groundswell.local;

import static groundswell.local.RecordingQueue.failing;
import static groundswell.local.RecordingQueue.success;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Visibility, receive counts and dead-letter queues, by the pages sqs-visibility-timeout and
/// sqs-dead-letter-queues of
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/>.
class RetryingMessages {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /// "If your function code caused the error [...] after your queue's visibility timeout runs out,
  /// the message will again reappear in the queue" (services-sqs-errorhandling).
  @Test
  void waitsForTheVisibilityTimeout() throws Exception {
    var times = Collections.synchronizedList(new ArrayList<Instant>());
    Script<SQSEvent, SQSBatchResponse> function =
        (event, environment, _) -> {
          times.add(environment.clock().instant());
          return times.size() == 1
              ? failing(event.getRecords().getFirst().getMessageId())
              : success();
        };
    var template = new TinyTemplate().queue("work", Duration.ofSeconds(2));

    run(template, function);

    assertThat(Duration.between(times.getFirst(), times.getLast()))
        .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(6));
  }

  @Test
  void tellsHowOftenAMessageWasReceived() throws Exception {
    var counts = Collections.synchronizedList(new ArrayList<Integer>());
    Script<SQSEvent, SQSBatchResponse> function =
        (event, _, _) -> {
          var message = event.getRecords().getFirst();
          counts.add(RecordingQueue.receiveCount(message));
          return counts.size() < 3 ? failing(message.getMessageId()) : success();
        };

    run(new TinyTemplate().queue("work", SECOND), function);

    assertThat(counts).containsExactly(1, 2, 3);
  }

  /// "The redrive policy moves a message to the dead-letter queue when its ReceiveCount exceeds the
  /// maxReceiveCount" (sqs-dead-letter-queues).
  @Test
  void endsInTheDeadLetterQueueAfterTheLastReceive() throws Exception {
    var attempts = new AtomicInteger();
    Script<SQSEvent, SQSBatchResponse> function =
        (event, _, _) -> {
          attempts.incrementAndGet();
          return failing(event.getRecords().getFirst().getMessageId());
        };
    var template = new TinyTemplate().queueWithDeadLetters("work", SECOND, 2);

    try (var cloud = TestCloud.of(withWorker(template, function))) {
      cloud.send("work", "poison");
      cloud.awaitQuiet();

      assertThat(attempts).hasValue(2);
      assertThat(cloud.receiveAll("work-dlq"))
          .singleElement()
          .satisfies(message -> assertThat(message.body()).isEqualTo("poison"));
      assertThat(cloud.report().failures()).isEqualTo(2);
    }
  }

  /// A function may shorten or lengthen the timeout of a message itself
  /// (API_ChangeMessageVisibility in the API reference of SQS).
  @Test
  void leavesAVisibilityThatTheFunctionHasChanged() throws Exception {
    var attempts = new AtomicInteger();
    Script<SQSEvent, SQSBatchResponse> function =
        (event, environment, _) -> {
          if (attempts.incrementAndGet() > 1) return success();
          var message = event.getRecords().getFirst();
          var sqs = environment.aws().sqs();
          var url = sqs.getQueueUrl(request -> request.queueName("work")).queueUrl();
          sqs.changeMessageVisibility(
              request ->
                  request
                      .queueUrl(url)
                      .receiptHandle(message.getReceiptHandle())
                      .visibilityTimeout(0));
          return failing(message.getMessageId());
        };

    run(new TinyTemplate().queue("work", Duration.ofMinutes(10)), function);

    assertThat(attempts).hasValue(2);
  }

  private static void run(TinyTemplate template, Script<SQSEvent, SQSBatchResponse> function)
      throws Exception {
    try (var cloud = TestCloud.of(withWorker(template, function))) {
      cloud.send("work", "message");
      cloud.awaitQuiet();
      assertThat(cloud.report().records()).isEqualTo(cloud.report().failures() + 1);
    }
  }

  private static TinyTemplate withWorker(
      TinyTemplate template, Script<SQSEvent, SQSBatchResponse> function) {
    return template
        .function("worker", QueueScript.class, function)
        .mapping(QueueMappings.from("work", "worker").build());
  }

  @Test
  void delaysAMessageOnlyByItsOwnTimeout() throws Exception {
    var function =
        RecordingQueue.atFirst(
            batch ->
                batch.getFirst().getBody().equals("slow")
                    ? failing(batch.getFirst().getMessageId())
                    : success());
    var template = new TinyTemplate().queue("work", Duration.ofSeconds(2));

    try (var cloud = TestCloud.of(withWorker(template, function))) {
      cloud.send("work", "slow");
      Waiting.until("the first attempt", () -> !function.batches().isEmpty());
      cloud.send("work", "fast");
      cloud.awaitQuiet();
    }

    assertThat(function.bodies()).isEqualTo(List.of("slow", "fast", "slow"));
  }
}
