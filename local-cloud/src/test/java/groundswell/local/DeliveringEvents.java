package groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.local.template.Topology.Target;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// PutEvents and what the bus does with accepted entries:
/// <https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html>.
class DeliveringEvents {

  /// The envelope:
  /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html>.
  @Test
  void putsTheWholeEventIntoTheQueuesOfMatchingRules() throws Exception {
    try (var cloud = TestCloud.of(template())) {
      put(cloud, entry("Wanted", "{\"n\":7}"), entry("Other", "{\"n\":8}"));
      awaitMessages(cloud, "wanted", 1);

      var event = new ObjectMapper().readTree(cloud.receiveAll("wanted").getFirst().body());
      assertThat(event.fieldNames())
          .toIterable()
          .containsExactly(
              "version",
              "id",
              "detail-type",
              "source",
              "account",
              "time",
              "region",
              "resources",
              "detail");
      assertThat(event.path("detail-type").asText()).isEqualTo("Wanted");
      assertThat(event.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
      assertThat(event.at("/detail/n").asInt()).isEqualTo(7);
      assertThat(cloud.depth("all").total()).isEqualTo(2);
    }
  }

  @Test
  void refusesBadEntriesAloneAndSaysWhy() {
    try (var cloud = TestCloud.of(template())) {
      var response =
          put(
              cloud,
              entry("Wanted", "{}"),
              entry("Wanted", "no JSON"),
              entry("Wanted", "{}").toBuilder().eventBusName("elsewhere").build(),
              entry("", "{}"));

      assertThat(response.failedEntryCount()).isEqualTo(3);
      assertThat(response.entries())
          .extracting(result -> String.valueOf(result.errorCode()))
          .containsExactly("null", "MalformedDetail", "NotFoundException", "InvalidArgument");
      awaitMessages(cloud, "wanted", 1);
    }
  }

  @Test
  void refusesMoreThanTenEntries() {
    try (var cloud = TestCloud.of(template())) {
      var entries = Collections.nCopies(11, entry("Wanted", "{}"));

      assertThatThrownBy(() -> put(cloud, entries.toArray(PutEventsRequestEntry[]::new)))
          .isInstanceOf(EventBridgeException.class)
          .hasMessageContaining("1 to 10 entries per call, not 11");
    }
  }

  @Test
  void refusesEntriesThatAreTogetherTooLarge() {
    try (var cloud = TestCloud.of(template())) {
      var half = entry("Wanted", "{\"text\":\"%s\"}".formatted("x".repeat(128 * 1024)));

      assertThat(put(cloud, half).failedEntryCount()).isZero();
      assertThatThrownBy(() -> put(cloud, half, half))
          .isInstanceOf(EventBridgeException.class)
          .hasMessageContaining("Total size of the entries in the request is over the limit");
    }
  }

  /// Targets are retried with back-off:
  /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html>.
  @Test
  void triesAgainWhileTheQueueIsDown() {
    var outage = new Outage(3, SqsException.builder().statusCode(503).message("down").build());

    try (var cloud = TestCloud.of(template(), outage)) {
      put(cloud, entry("Other", "{}"));
      awaitMessages(cloud, "all", 1);
    }

    assertThat(outage.calls).hasValue(4);
  }

  /// "Events that could not be delivered to a target" go to the rule's dead-letter queue, with the
  /// reason in their attributes:
  /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html>.
  @Test
  void putsWhatCanNotBeDeliveredIntoTheDeadLetterQueue() {
    var gone =
        QueueDoesNotExistException.builder().statusCode(400).message("no such queue").build();

    try (var cloud = TestCloud.of(template(), new Outage(1, gone))) {
      put(cloud, entry("Other", "{\"n\":1}"));
      awaitMessages(cloud, "undelivered", 1);

      var message = cloud.receiveAll("undelivered").getFirst();
      assertThat(message.body()).contains("\"detail\":{\"n\":1}");
      assertThat(message.messageAttributes()).containsKeys("ERROR_CODE", "ERROR_MESSAGE");
    }
  }

  /// SQS accepts none of these characters, but it accepts their JSON escapes
  /// (<https://docs.aws.amazon.com/goto/WebAPI/sqs-2012-11-05/SendMessage>).
  @Test
  void deliversWhatOnlyEscapesCanCarry() throws Exception {
    try (var cloud = TestCloud.of(template())) {
      put(cloud, entry("Other", "{\"id\":\"a\\ufffe\\uffff\\u0001\\ud800\"}"));
      awaitMessages(cloud, "all", 1);

      var event = new ObjectMapper().readTree(cloud.receiveAll("all").getFirst().body());
      assertThat(event.at("/detail/id").asText()).isEqualTo("a\ufffe\uffff\u0001\ud800");
      assertThat(cloud.cloud().droppedDeliveries()).isZero();
    }
  }

  @Test
  void countsWhatNobodyGets() {
    var gone =
        QueueDoesNotExistException.builder().statusCode(400).message("no such queue").build();

    try (var cloud = TestCloud.of(template(), new Outage(2, gone))) {
      put(cloud, entry("Other", "{}"));

      Waiting.until("a dropped message", () -> cloud.cloud().droppedDeliveries() == 1);
    }
  }

  /// Fails the first sends.
  private static final class Outage implements CallInterceptor {
    final AtomicInteger calls = new AtomicInteger();
    private final int failures;
    private final RuntimeException failure;

    Outage(int failures, RuntimeException failure) {
      this.failures = failures;
      this.failure = failure;
    }

    @Override
    public <T> T around(Call call, Callable<T> proceed) throws Exception {
      if (call.operation().equals("SendMessage") && calls.incrementAndGet() <= failures) {
        throw failure;
      }
      return proceed.call();
    }
  }

  private static TinyTemplate template() {
    return new TinyTemplate()
        .bus("bus")
        .queue("wanted")
        .queue("all")
        .queue("undelivered")
        .rule("wanted-rule", "bus", "{\"detail-type\":[\"Wanted\"]}", target("wanted"))
        .rule("all-rule", "bus", "{\"source\":[\"test\"]}", target("all"));
  }

  private static Target target(String queue) {
    return new Target(
        queue, TinyTemplate.queueArn(queue), Optional.of(TinyTemplate.queueArn("undelivered")));
  }

  private static PutEventsRequestEntry entry(String detailType, String detail) {
    return PutEventsRequestEntry.builder()
        .eventBusName("bus")
        .source("test")
        .detailType(detailType)
        .detail(detail)
        .build();
  }

  private static PutEventsResponse put(TestCloud cloud, PutEventsRequestEntry... entries) {
    return cloud.cloud().aws().eventBridge().putEvents(r -> r.entries(List.of(entries)));
  }

  private static void awaitMessages(TestCloud cloud, String queue, int number) {
    Waiting.until(
        "%d messages in %s".formatted(number, queue), () -> cloud.depth(queue).visible() == number);
  }
}
