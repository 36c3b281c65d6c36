package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.platform.events.EventCodec;
import groundswell.structure.Template.Resource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How events reach the queues: each rule names an event that exists, may send to its queue, and
/// dead-letters what it cannot send.
class RulesOfTheBus {
  private final Template template = Template.read();
  private final List<Resource> rules = template.resources("AWS::Events::Rule");

  @Test
  void nameEventsThatExist() {
    assertThat(rules)
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(texts(rule.properties().at("EventPattern", "detail-type")))
                    .isNotEmpty()
                    .isSubsetOf(EventCodec.TYPES));
  }

  @Test
  void takeOnlyOurOwnEventsFromOurOwnBus() {
    assertThat(rules)
        .allSatisfy(
            rule -> {
              assertThat(texts(rule.properties().at("EventPattern", "source")))
                  .containsExactly("groundswell");
              var bus = rule.properties().at("EventBusName").reference().orElseThrow();
              assertThat(template.resource(bus).type()).isEqualTo("AWS::Events::EventBus");
            });
  }

  /// Events of both lanes reach the same functions.
  @Test
  void sendEachEventOfALaneToTheQueueOfThatLane() {
    assertThat(targets("live").map(target -> target.replace("Live", "")).toList())
        .containsExactlyInAnyOrderElementsOf(
            targets("bulk").map(target -> target.replace("Bulk", "")).toList());
    assertThat(targets("live")).allMatch(target -> target.contains("Live"));
    assertThat(targets("bulk")).allMatch(target -> target.contains("Bulk"));
  }

  @Test
  void keepWhatTheyCannotSend() {
    assertThat(rules.stream().flatMap(RulesOfTheBus::targets))
        .allSatisfy(
            target -> {
              var kept = target.at("DeadLetterConfig", "Arn").reference().orElseThrow();
              assertThat(template.resource(kept).type()).isEqualTo(Template.QUEUE);
            });
  }

  @Test
  void maySendToTheirQueues() {
    assertThat(rules)
        .allSatisfy(
            rule ->
                assertThat(targets(rule))
                    .allSatisfy(
                        target -> {
                          assertThat(senders(target.at("Arn"))).contains(rule.id());
                          assertThat(senders(target.at("DeadLetterConfig", "Arn")))
                              .contains(rule.id());
                        }));
  }

  private Stream<String> targets(String lane) {
    return rules.stream()
        .filter(
            rule -> texts(rule.properties().at("EventPattern", "detail", "lane")).contains(lane))
        .flatMap(RulesOfTheBus::targets)
        .map(target -> target.at("Arn").reference().orElseThrow());
  }

  private static Stream<Property> targets(Resource rule) {
    return rule.properties().at("Targets").items().stream();
  }

  /// Who may send to a queue, by its policies.
  private Set<String> senders(Property queueArn) {
    var queue = queueArn.reference().orElseThrow();
    return template.resources("AWS::SQS::QueuePolicy").stream()
        .filter(policy -> policy.properties().at("Queues").references().contains(queue))
        .flatMap(policy -> policy.properties().at("PolicyDocument", "Statement").items().stream())
        .filter(statement -> statement.at("Resource").references().contains(queue))
        .filter(statement -> texts(statement.at("Action")).contains("sqs:SendMessage"))
        .flatMap(statement -> statement.at("Condition").references().stream())
        .collect(Collectors.toSet());
  }

  private static List<String> texts(Property property) {
    return property.texts().map(Property.Text::text).toList();
  }
}
