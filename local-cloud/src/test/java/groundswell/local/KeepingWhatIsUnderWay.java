package groundswell.local;

import static groundswell.local.Kept.delete;
import static groundswell.local.Kept.depth;
import static groundswell.local.Kept.receive;
import static groundswell.local.Kept.send;
import static groundswell.local.Kept.url;
import static groundswell.local.TinyTemplate.queueArn;
import static groundswell.local.TinyTemplate.topicArn;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.local.template.Topology;
import groundswell.local.template.Topology.Target;
import groundswell.local.topics.InboxMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// Messages, deliveries in flight and inboxes of a local cloud with a data directory survive a
/// restart.
class KeepingWhatIsUnderWay {
  @TempDir private Path directory;

  private LocalCloud start(Topology topology) {
    return Kept.start(directory, topology);
  }

  @Test
  void hasMessagesAgainThatWereNotDeleted() {
    var topology = new TinyTemplate().queue("work").build();
    Message kept;
    try (var first = start(topology)) {
      first
          .aws()
          .sqs()
          .sendMessage(
              r ->
                  r.queueUrl(url(first, "work"))
                      .messageBody("häl<lo")
                      .messageAttributes(
                          Map.of(
                              "text", attribute("String.own", "ü"),
                              "number", attribute("Number", "7.5"),
                              "bytes",
                                  MessageAttributeValue.builder()
                                      .dataType("Binary")
                                      .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1}))
                                      .build())));
      kept = receive(first, "work").getFirst();
      send(first, "work", "deleted");
      delete(first, "work", receive(first, "work").getFirst());
    }

    try (var second = start(topology)) {
      var messages = receive(second, "work");
      assertThat(messages).hasSize(1);
      var message = messages.getFirst();
      assertThat(message.messageId()).isEqualTo(kept.messageId());
      assertThat(message.body()).isEqualTo("häl<lo");
      assertThat(message.messageAttributes()).isEqualTo(kept.messageAttributes());
      assertThat(message.attributes())
          .containsEntry(
              MessageSystemAttributeName.SENT_TIMESTAMP,
              kept.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP))
          .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
      delete(second, "work", message);
    }
    try (var third = start(topology)) {
      assertThat(depth(third, "work").total()).isZero();
    }
  }

  private static MessageAttributeValue attribute(String type, String value) {
    return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
  }

  @Test
  void hasDeadLettersOnceAndWhereTheyWere() {
    var topology =
        new TinyTemplate().queueWithDeadLetters("work", Duration.ofSeconds(1), 1).build();
    try (var first = start(topology)) {
      send(first, "work", "poison");
      assertThat(receive(first, "work")).hasSize(1);
      Waiting.until(
          "the move",
          () -> {
            assertThat(receive(first, "work")).isEmpty();
            return depth(first, "work-dlq").total() == 1;
          });
    }

    try (var second = start(topology)) {
      assertThat(depth(second, "work").total()).isZero();
      assertThat(receive(second, "work-dlq")).extracting(Message::body).containsExactly("poison");
    }
  }

  /// Events and objects that were acknowledged, but whose messages reached no queue in the first
  /// run.
  @Test
  void deliversWhatWasOnItsWay() {
    var topology =
        new TinyTemplate()
            .queue("events")
            .queueWithDeadLetters("created", Duration.ofSeconds(30), 3)
            .bus("bus")
            .rule(
                "rule",
                "bus",
                "{\"source\":[\"test\"]}",
                new Target("in", queueArn("events"), Optional.empty()))
            .bucket("files", "created")
            .build();
    try (var first = Kept.start(directory, topology, new NoSends())) {
      var entry =
          PutEventsRequestEntry.builder()
              .eventBusName("bus")
              .source("test")
              .detailType("Happened")
              .detail("{\"what\":1}")
              .build();
      assertThat(first.aws().eventBridge().putEvents(r -> r.entries(entry)).failedEntryCount())
          .isZero();
      first
          .aws()
          .s3()
          .putObject(r -> r.bucket("files").key("a"), RequestBody.fromString("content"));
      assertThat(depth(first, "events").total() + depth(first, "created").total()).isZero();
    }

    try (var second = start(topology)) {
      Waiting.until(
          "both",
          () -> depth(second, "events").visible() == 1 && depth(second, "created").visible() == 1);
      assertThat(receive(second, "events").getFirst().body()).contains("{\"what\":1}");
      assertThat(receive(second, "created").getFirst().body()).contains("\"key\":\"a\"");
    }
    try (var third = start(topology)) {
      assertThat(depth(third, "events").total()).isEqualTo(1);
    }
  }

  /// Makes SQS unreachable for the bus and the bucket.
  private static final class NoSends implements CallInterceptor {
    @Override
    public <T> T around(Call call, Callable<T> proceed) throws Exception {
      if (call.caller().equals("deliveries"))
        throw SdkClientException.create("no connection, on purpose");
      return proceed.call();
    }
  }

  @Test
  void hasInboxesAgain() {
    var topology = new TinyTemplate().topic("topic").topic("topical").build();
    try (var first = start(topology)) {
      first.aws().sns().publish(r -> r.topicArn(topicArn("topic")).message("one"));
      first.aws().sns().publish(r -> r.topicArn(topicArn("topical")).message("other"));
    }
    try (var second = start(topology)) {
      second.aws().sns().publish(r -> r.topicArn(topicArn("topic")).message("two"));
    }

    try (var third = start(topology)) {
      assertThat(third.inbox("topic")).extracting(InboxMessage::body).containsExactly("one", "two");
      assertThat(third.inbox("topical")).extracting(InboxMessage::body).containsExactly("other");
    }
  }
}
