package groundswell.local;

import static groundswell.local.RecordingQueue.success;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// `MaximumConcurrency` against reserved concurrency:
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html>.
class ConcurrencyOfQueues {
  private static final int CAP = 4;

  /// The maximum concurrency "limits the number of concurrent instances of the function that an
  /// Amazon SQS event source can invoke".
  @Test
  void reachesTheCapAndNeverExceedsIt() throws Exception {
    var running = new AtomicInteger();
    var peak = new AtomicInteger();
    var allAtOnce = new CountDownLatch(CAP);
    Script<SQSEvent, SQSBatchResponse> function =
        (_, _, _) -> {
          peak.accumulateAndGet(running.incrementAndGet(), Math::max);
          allAtOnce.countDown();
          assertThat(allAtOnce.await(20, TimeUnit.SECONDS)).isTrue();
          running.decrementAndGet();
          return success();
        };
    var mapping = QueueMappings.from("work", "worker").batchSize(1).maximumConcurrency(CAP);
    var template =
        new TinyTemplate()
            .queue("work")
            .function("worker", QueueScript.class, function)
            .mapping(mapping.build());

    try (var cloud = TestCloud.of(template)) {
      cloud.send("work", bodies(60));
      cloud.awaitQuiet();

      assertThat(peak).hasValue(CAP);
      assertThat(cloud.report().observedPeak()).isEqualTo(CAP);
      assertThat(cloud.report().records()).isEqualTo(60);
    }
  }

  /// "Lambda continues to retry the message until the message's timestamp exceeds your queue's
  /// visibility timeout, at which point Lambda drops the message" (services-sqs-errorhandling): its
  /// receive count has risen by then, so healthy messages end in the dead-letter queue
  /// (<https://aws.amazon.com/premiumsupport/knowledge-center/lambda-sqs-scaling>).
  @Test
  void losesHealthyMessagesWithReservedConcurrencyAlone() throws Exception {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    var template =
        twoSecondsOfWorkFor(seen, QueueMappings.from("work", "worker").withoutMaximumConcurrency());

    try (var cloud = TestCloud.of(template)) {
      cloud.send("work", bodies(12));
      cloud.awaitQuiet();

      var dead = cloud.depth("work-dlq").visible();
      assertThat(dead).isPositive();
      assertThat(dead + seen.size()).isGreaterThanOrEqualTo(12);
      assertThat(cloud.report().failures()).isZero();
    }
  }

  @Test
  void keepsThemWithAMaximumConcurrencyBelowIt() throws Exception {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    var template =
        twoSecondsOfWorkFor(seen, QueueMappings.from("work", "worker").maximumConcurrency(2));

    try (var cloud = TestCloud.of(template)) {
      cloud.send("work", bodies(12));
      cloud.awaitQuiet();

      assertThat(seen).hasSize(12);
      assertThat(cloud.depth("work-dlq").total()).isZero();
    }
  }

  /// Two instances, a third of a second a message, and a visibility timeout of one second.
  private static TinyTemplate twoSecondsOfWorkFor(Set<String> seen, QueueMappings mapping) {
    Script<SQSEvent, SQSBatchResponse> function =
        (event, _, _) -> {
          seen.add(event.getRecords().getFirst().getBody());
          var never = new CountDownLatch(1);
          assertThat(never.await(330, TimeUnit.MILLISECONDS)).isFalse();
          return success();
        };
    return new TinyTemplate()
        .queueWithDeadLetters("work", Duration.ofSeconds(1), 1)
        .function("worker", QueueScript.class, function, TinyTemplate.reservedConcurrency(2))
        .mapping(mapping.batchSize(1).build());
  }

  private static List<String> bodies(int number) {
    return IntStream.range(0, number).mapToObj(i -> "message " + i).toList();
  }
}
