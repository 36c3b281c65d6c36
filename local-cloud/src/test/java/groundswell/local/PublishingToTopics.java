package groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import groundswell.local.template.Topology.FilterScope;
import groundswell.local.template.Topology.Subscription;
import groundswell.local.topics.InboxMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;

/// Publish and PublishBatch: <https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html>.
class PublishingToTopics {
  private static final String TOPIC = TinyTemplate.topicArn("topic");

  @Test
  void keepsEveryMessageInTheInboxInOrder() {
    try (var cloud = TestCloud.of(new TinyTemplate().topic("topic"))) {
      publish(cloud, "one", "colour", "red");
      cloud
          .cloud()
          .aws()
          .sns()
          .publishBatch(r -> r.topicArn(TOPIC).publishBatchRequestEntries(entries(2, "batched")));

      var inbox = cloud.cloud().inbox("topic");
      assertThat(inbox).extracting(InboxMessage::body).containsExactly("one", "batched", "batched");
      assertThat(inbox.getFirst().attributes()).isEqualTo(Map.of("colour", "red"));
      assertThat(inbox).extracting(InboxMessage::messageId).doesNotHaveDuplicates();
    }
  }

  /// Filter policies: <https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html>.
  @Test
  void deliversWhatTheFilterPolicyOfASubscriptionMatches() {
    var template =
        new TinyTemplate()
            .queue("red-ones")
            .queue("large-ones")
            .topic(
                "topic",
                subscription("red-ones", "{\"colour\":[\"red\"]}", FilterScope.MESSAGE_ATTRIBUTES),
                subscription(
                    "large-ones",
                    "{\"size\":[{\"numeric\":[\">\",5]}]}",
                    FilterScope.MESSAGE_BODY));

    try (var cloud = TestCloud.of(template)) {
      publish(cloud, "{\"size\":1}", "colour", "red");
      publish(cloud, "{\"size\":9}", "colour", "blue");
      publish(cloud, "no JSON", "colour", "green");
      awaitMessages(cloud, "red-ones", 1);
      awaitMessages(cloud, "large-ones", 1);

      assertThat(cloud.receiveAll("red-ones").getFirst().body()).isEqualTo("{\"size\":1}");
      assertThat(cloud.receiveAll("large-ones").getFirst().body()).isEqualTo("{\"size\":9}");
    }
  }

  private static Subscription subscription(String queue, String policy, FilterScope scope) {
    return new Subscription(TinyTemplate.queueArn(queue), Optional.of(policy), scope, true);
  }

  @Test
  void wrapsMessagesUnlessDeliveryIsRaw() throws Exception {
    var subscription =
        new Subscription(
            TinyTemplate.queueArn("copies"),
            Optional.empty(),
            FilterScope.MESSAGE_ATTRIBUTES,
            false);
    var template = new TinyTemplate().queue("copies").topic("topic", subscription);

    try (var cloud = TestCloud.of(template)) {
      publish(cloud, "hello", "colour", "red");
      awaitMessages(cloud, "copies", 1);

      var envelope = new ObjectMapper().readTree(cloud.receiveAll("copies").getFirst().body());
      assertThat(envelope.path("Type").asText()).isEqualTo("Notification");
      assertThat(envelope.path("TopicArn").asText()).isEqualTo(TOPIC);
      assertThat(envelope.path("Message").asText()).isEqualTo("hello");
      assertThat(envelope.at("/MessageAttributes/colour/Value").asText()).isEqualTo("red");
    }
  }

  @Test
  void refusesWhatIsOverALimit() {
    try (var cloud = TestCloud.of(new TinyTemplate().topic("topic"))) {
      var sns = cloud.cloud().aws().sns();
      var tooLong = "x".repeat(256 * 1024 + 1);

      assertThatThrownBy(() -> publishBatch(sns, entries(11, "x")))
          .isInstanceOf(TooManyEntriesInBatchRequestException.class);
      assertThatThrownBy(() -> publishBatch(sns, entries(3, "x".repeat(100 * 1024))))
          .isInstanceOf(BatchRequestTooLongException.class);
      assertThatThrownBy(() -> sns.publish(r -> r.topicArn(TOPIC).message(tooLong)))
          .isInstanceOf(InvalidParameterException.class);
      var twice = List.of(entries(1, "x").getFirst(), entries(1, "y").getFirst());
      assertThatThrownBy(() -> publishBatch(sns, twice))
          .isInstanceOf(BatchEntryIdsNotDistinctException.class);
      assertThatThrownBy(() -> sns.publish(r -> r.topicArn(TOPIC + "-not").message("x")))
          .isInstanceOf(NotFoundException.class);
      assertThat(cloud.cloud().inbox("topic")).isEmpty();
    }
  }

  private static void publishBatch(SnsClient sns, List<PublishBatchRequestEntry> entries) {
    sns.publishBatch(r -> r.topicArn(TOPIC).publishBatchRequestEntries(entries));
  }

  private static List<PublishBatchRequestEntry> entries(int number, String message) {
    return IntStream.range(0, number)
        .mapToObj(
            i ->
                PublishBatchRequestEntry.builder().id(Integer.toString(i)).message(message).build())
        .toList();
  }

  private static void publish(TestCloud cloud, String message, String attribute, String value) {
    var attributes =
        Map.of(
            attribute,
            MessageAttributeValue.builder().dataType("String").stringValue(value).build());
    cloud
        .cloud()
        .aws()
        .sns()
        .publish(r -> r.topicArn(TOPIC).message(message).messageAttributes(attributes));
  }

  private static void awaitMessages(TestCloud cloud, String queue, int number) {
    Waiting.until(
        "%d messages in %s".formatted(number, queue), () -> cloud.depth(queue).visible() == number);
  }
}
