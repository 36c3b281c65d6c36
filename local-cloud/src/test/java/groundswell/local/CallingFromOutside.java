package groundswell.local;

import static groundswell.local.TinyTemplate.queueArn;
import static groundswell.local.TinyTemplate.topicArn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import groundswell.local.template.Topology.FilterScope;
import groundswell.local.template.Topology.Subscription;
import groundswell.local.template.Topology.Target;
import groundswell.local.topics.InboxMessage;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.Topic;

/// Programs other than the functions put events and publish messages, by
/// <https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html> and
/// <https://docs.aws.amazon.com/sns/latest/api/API_Publish.html>.
class CallingFromOutside {
  private static final String PATTERN = "{\"source\":[\"outside\"]}";

  @AutoClose
  private final TestCloud cloud =
      TestCloud.of(
          new TinyTemplate()
              .queue("inbound")
              .bus("bus")
              .rule("rule", "bus", PATTERN, new Target("in", queueArn("inbound"), Optional.empty()))
              .topic(
                  "topic",
                  new Subscription(
                      queueArn("inbound"),
                      Optional.empty(),
                      FilterScope.MESSAGE_ATTRIBUTES,
                      true)));

  @AutoClose
  private final EventBridgeClient events = at("EventBridge", EventBridgeClient.builder());

  @AutoClose private final SnsClient sns = at("SNS", SnsClient.builder());

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C at(
      String service, B builder) {
    URI address = Objects.requireNonNull(cloud.cloud().serviceUrls().get(service));
    return builder
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(address)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }

  private PutEventsRequestEntry event(String detail) {
    return PutEventsRequestEntry.builder()
        .eventBusName("bus")
        .source("outside")
        .detailType("Happened")
        .detail(detail)
        .time(Instant.parse("2026-03-01T10:00:00Z"))
        .build();
  }

  @Test
  void putsEventsThatGoTheWayOfTheRules() throws Exception {
    var answer = events.putEvents(r -> r.entries(event("{\"what\":\"ü<&\"}"), event("no JSON")));

    assertThat(answer.failedEntryCount()).isEqualTo(1);
    assertThat(answer.entries().get(0).eventId()).isNotEmpty();
    assertThat(answer.entries().get(1).errorCode()).isEqualTo("MalformedDetail");
    Waiting.until("the event", () -> cloud.depth("inbound").visible() == 1);
    var received = new ObjectMapper().readTree(cloud.receiveAll("inbound").getFirst().body());
    assertThat(received.at("/detail/what").asText()).isEqualTo("ü<&");
    assertThat(received.at("/time").asText()).isEqualTo("2026-03-01T10:00:00Z");
  }

  @Test
  void showsBusesRulesAndTargets() {
    assertThat(events.listEventBuses(_ -> {}).eventBuses())
        .extracting(b -> b.name())
        .contains("bus");
    assertThat(events.listRules(r -> r.eventBusName("bus")).rules())
        .extracting(Rule::eventPattern)
        .containsExactly(PATTERN);
    assertThat(events.listTargetsByRule(r -> r.rule("rule").eventBusName("bus")).targets())
        .singleElement()
        .satisfies(target -> assertThat(target.arn()).isEqualTo(queueArn("inbound")));
  }

  @Test
  void refusesEventsAsEventBridgeDoes() {
    assertThatThrownBy(() -> events.putEvents(r -> r.entries(List.of())))
        .isInstanceOfSatisfying(
            EventBridgeException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    assertThatThrownBy(() -> events.deleteRule(r -> r.name("rule")))
        .isInstanceOfSatisfying(
            EventBridgeException.class,
            e ->
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException"));
  }

  @Test
  void publishesToSubscribersAndTheInbox() {
    var colour = MessageAttributeValue.builder().dataType("String").stringValue("r<d").build();
    sns.publish(
        r -> r.topicArn(topicArn("topic")).message("ü & <").messageAttributes(Map.of("c", colour)));
    var batch =
        sns.publishBatch(
            r ->
                r.topicArn(topicArn("topic"))
                    .publishBatchRequestEntries(
                        PublishBatchRequestEntry.builder().id("1").message("one").build(),
                        PublishBatchRequestEntry.builder().id("2").message("two").build()));

    assertThat(batch.successful()).extracting(entry -> entry.id()).containsExactly("1", "2");
    var inbox = cloud.cloud().inbox("topic");
    assertThat(inbox).extracting(InboxMessage::body).containsExactly("ü & <", "one", "two");
    assertThat(inbox.getFirst().attributes()).isEqualTo(Map.of("c", "r<d"));
    Waiting.until("all messages", () -> cloud.depth("inbound").visible() == 3);
  }

  @Test
  void showsTopicsAndSubscriptions() {
    assertThat(sns.listTopics().topics())
        .extracting(Topic::topicArn)
        .containsExactly(topicArn("topic"));
    assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(topicArn("topic"))).subscriptions())
        .singleElement()
        .satisfies(each -> assertThat(each.endpoint()).isEqualTo(queueArn("inbound")));
  }

  @Test
  void refusesMessagesAsSnsDoes() {
    assertThatThrownBy(() -> sns.publish(r -> r.topicArn(topicArn("none")).message("m")))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> sns.createTopic(r -> r.name("other")))
        .isInstanceOfSatisfying(
            SnsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAction"));
  }
}
