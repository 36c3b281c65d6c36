package groundswell.local.template;

import groundswell.local.template.CreatedResources.Created;
import groundswell.local.template.Topology.Bus;
import groundswell.local.template.Topology.FilterScope;
import groundswell.local.template.Topology.Queue;
import groundswell.local.template.Topology.Redrive;
import groundswell.local.template.Topology.Rule;
import groundswell.local.template.Topology.Subscription;
import groundswell.local.template.Topology.Target;
import groundswell.local.template.Topology.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.event.ruler.JsonRuleCompiler;

/// Queues, topics, buses and rules, with the limits of
/// https://docs.aws.amazon.com/goto/WebAPI/sqs-2012-11-05/SendMessageBatch and
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
final class MessagingReader {
  private static final int VISIBILITY_SECONDS_MAX = 43_200;
  private static final Duration VISIBILITY_DEFAULT = Duration.ofSeconds(30);
  private static final int RETENTION_SECONDS_MIN = 60;
  private static final int RETENTION_SECONDS_MAX = 1_209_600;
  private static final Duration RETENTION_DEFAULT = Duration.ofDays(4);
  private static final int DELAY_SECONDS_MAX = 900;
  private static final int RECEIVE_COUNT_MAX = 1_000;
  private static final int RULE_TARGETS_MAX = 5;
  private static final String DEFAULT_BUS = "default";

  private final CreatedResources resources;

  MessagingReader(CreatedResources resources) {
    this.resources = resources;
  }

  List<Queue> queues() {
    return resources.of("AWS::SQS::Queue").stream().map(this::queue).toList();
  }

  private Queue queue(Created created) {
    var properties = created.properties();
    return new Queue(
        created.logicalId(),
        created.name(),
        resources.attribute(created, "Arn"),
        visibilityTimeout(properties),
        properties
            .seconds("MessageRetentionPeriod", RETENTION_SECONDS_MIN, RETENTION_SECONDS_MAX)
            .orElse(RETENTION_DEFAULT),
        properties.seconds("DelaySeconds", 0, DELAY_SECONDS_MAX).orElse(Duration.ZERO),
        properties.section("RedrivePolicy").map(this::redrive));
  }

  static Duration visibilityTimeout(Section queue) {
    return queue.seconds("VisibilityTimeout", 0, VISIBILITY_SECONDS_MAX).orElse(VISIBILITY_DEFAULT);
  }

  private Redrive redrive(Section policy) {
    return new Redrive(
        resources.queueArn(policy, "deadLetterTargetArn"),
        policy
            .integer("maxReceiveCount", 1, RECEIVE_COUNT_MAX)
            .orElseThrow(() -> policy.error("maxReceiveCount is missing")));
  }

  List<Topic> topics() {
    return resources.of("AWS::SNS::Topic").stream().map(this::topic).toList();
  }

  private Topic topic(Created topic) {
    var arn = resources.attribute(topic, "TopicArn");
    var inside = topic.properties().sections("Subscription").stream();
    var apart =
        resources.of("AWS::SNS::Subscription").stream()
            .map(Created::properties)
            .filter(each -> topicArn(each).equals(arn));
    return new Topic(
        topic.logicalId(),
        topic.name(),
        arn,
        Stream.concat(inside, apart).map(this::subscription).toList());
  }

  private String topicArn(Section subscription) {
    var topic = resources.byArn("AWS::SNS::Topic", "TopicArn", subscription, "TopicArn");
    return resources.attribute(topic, "TopicArn");
  }

  private Subscription subscription(Section subscription) {
    var scope = subscription.optionalText("FilterPolicyScope").orElse("MessageAttributes");
    return new Subscription(
        resources.queueArn(subscription, "Endpoint"),
        subscription.json("FilterPolicy"),
        scope.equals("MessageBody") ? FilterScope.MESSAGE_BODY : FilterScope.MESSAGE_ATTRIBUTES,
        subscription.flag("RawMessageDelivery"));
  }

  List<Bus> buses() {
    return resources.of("AWS::Events::EventBus").stream()
        .map(bus -> new Bus(bus.logicalId(), bus.name(), resources.attribute(bus, "Arn")))
        .toList();
  }

  List<Rule> rules() {
    return resources.of("AWS::Events::Rule").stream().map(this::rule).toList();
  }

  private Rule rule(Created created) {
    var properties = created.properties();
    var targets = properties.sections("Targets");
    if (targets.size() > RULE_TARGETS_MAX) {
      throw properties.error(
          "%d targets, but at most %d".formatted(targets.size(), RULE_TARGETS_MAX));
    }
    return new Rule(
        created.logicalId(),
        busName(properties),
        pattern(properties),
        targets.stream().map(this::target).toList());
  }

  private static String pattern(Section rule) {
    var pattern =
        rule.json("EventPattern").orElseThrow(() -> rule.error("EventPattern is missing"));
    var fault = JsonRuleCompiler.check(pattern);
    if (fault != null) {
      throw rule.error("EventPattern %s is not valid: %s".formatted(pattern, fault));
    }
    return pattern;
  }

  /// A bus may be given by name or by ARN.
  private String busName(Section rule) {
    var given = rule.optionalText("EventBusName").orElse(DEFAULT_BUS);
    return buses().stream()
        .filter(bus -> bus.name().equals(given) || bus.arn().equals(given))
        .map(Bus::name)
        .findFirst()
        .orElseThrow(
            () -> rule.error("there is no event bus \"%s\" in this template".formatted(given)));
  }

  private Target target(Section target) {
    Optional<String> deadLetters =
        target.section("DeadLetterConfig").map(config -> resources.queueArn(config, "Arn"));
    return new Target(target.text("Id"), resources.queueArn(target, "Arn"), deadLetters);
  }
}
