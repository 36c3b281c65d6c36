package groundswell.local;

import static groundswell.local.RecordingQueue.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import groundswell.local.template.Topology.Target;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/// Tests wait for quiescence instead of sleeping, so it must not be reported too early, and must be
/// reported eventually.
class KnowingWhenAllIsQuiet {
  private static final int ROUNDS = 25;
  private static final int HOPS = 5;

  /// A number travels table → stream → bus → queue → table, one less each time, until it is zero.
  /// It is in one place only at any moment, so each look has a chance to miss it.
  @Test
  void neverComesBeforeTheLastHop() {
    Script<DynamodbEvent, StreamsEventResponse> announce =
        (event, environment, _) -> {
          for (var record : event.getRecords()) {
            var detail = "{\"n\":%s}".formatted(RecordingStream.value(record));
            var entry =
                PutEventsRequestEntry.builder()
                    .eventBusName("bus")
                    .source("test")
                    .detailType("Number")
                    .detail(detail)
                    .build();
            environment.aws().eventBridge().putEvents(r -> r.entries(entry));
          }
          return RecordingStream.success();
        };
    Script<SQSEvent, SQSBatchResponse> countDown =
        (event, environment, _) -> {
          for (var message : event.getRecords()) {
            var number = Integer.parseInt(message.getBody().replaceAll(".*\"n\":(\\d+).*", "$1"));
            if (number > 0) {
              environment
                  .aws()
                  .dynamoDb()
                  .putItem(r -> r.tableName("numbers").item(item(number - 1)));
            }
          }
          return success();
        };
    var template =
        new TinyTemplate()
            .table("numbers")
            .table("others")
            .bus("bus")
            .queue("work")
            .rule(
                "numbers-rule",
                "bus",
                "{\"source\":[\"test\"]}",
                new Target("work", TinyTemplate.queueArn("work"), Optional.empty()))
            .function("announcer", StreamScript.class, announce)
            .function("counter", QueueScript.class, countDown)
            .mapping(StreamMappings.from("numbers", "announcer").build())
            .mapping(QueueMappings.from("work", "counter").build());

    try (var cloud = TestCloud.of(template)) {
      for (var round = 0; round < ROUNDS; round++) {
        cloud.put("numbers", "number", Integer.toString(HOPS));
        cloud.awaitQuiet();
        assertThat(number(cloud)).as("after round %d", round).isEqualTo("0");
      }
    }
  }

  private static Map<String, AttributeValue> item(int number) {
    return Map.of(
        "PK", AttributeValue.fromS("number"),
        "SK", AttributeValue.fromS("item"),
        "value", AttributeValue.fromS(Integer.toString(number)));
  }

  private static String number(TestCloud cloud) {
    var key = Map.of("PK", AttributeValue.fromS("number"), "SK", AttributeValue.fromS("item"));
    var item =
        cloud
            .cloud()
            .aws()
            .dynamoDb()
            .getItem(r -> r.tableName("numbers").key(key).consistentRead(true))
            .item();
    return Objects.requireNonNull(item.get("value")).s();
  }

  @Test
  void saysWhatStillMoves() {
    var leave = new CountDownLatch(1);
    Script<SQSEvent, SQSBatchResponse> slow =
        (_, _, _) -> {
          leave.await();
          return success();
        };
    var template =
        new TinyTemplate()
            .queue("work")
            .queue("nobody-reads")
            .function("worker", QueueScript.class, slow)
            .mapping(QueueMappings.from("work", "worker").build());

    try (var cloud = TestCloud.of(template)) {
      cloud.send("work", "message");
      cloud.send("nobody-reads", "message");
      assertThatThrownBy(() -> cloud.cloud().awaitQuiet(Duration.ofMillis(300)))
          .isInstanceOf(NotQuietException.class)
          .hasMessageContaining("1 calls, invocations and deliveries in flight")
          .hasMessageContaining("work: QueueDepth[visible=0, inFlight=1, delayed=0]")
          .hasMessageContaining("nobody-reads: QueueDepth[visible=1, inFlight=0, delayed=0]");
      leave.countDown();
    }
  }

  @Test
  void doesNotMindDeadLettersThatNobodyReads() {
    var function =
        RecordingQueue.answering(b -> RecordingQueue.failing(b.getFirst().getMessageId()));
    var template =
        new TinyTemplate()
            .queueWithDeadLetters("work", Duration.ofSeconds(1), 1)
            .function("worker", QueueScript.class, function)
            .mapping(QueueMappings.from("work", "worker").build());

    try (var cloud = TestCloud.of(template)) {
      cloud.send("work", "poison");
      cloud.awaitQuiet();

      assertThat(cloud.depth("work-dlq").visible()).isEqualTo(1);
    }
  }
}
