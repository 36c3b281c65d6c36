package groundswell.local.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.dynamodb.storage.Storage.Durability;
import groundswell.local.calls.Chain;
import groundswell.local.journal.Journal;
import groundswell.local.template.Topology.FilterScope;
import groundswell.local.template.Topology.Subscription;
import groundswell.local.template.Topology.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.event.ruler.Machine;

/// One topic: its inbox and its subscriptions.
final class LocalTopic {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Topic topic;
  private final TopicDeliveries deliveries;
  private final List<Filtered> subscriptions;
  private final Journal<InboxMessage> journal;
  private final List<InboxMessage> inbox;

  /// A subscription and its policy in AWS's own event matcher. SNS filter policies have the same
  /// syntax: <https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html>.
  private record Filtered(Subscription subscription, Machine policy) {}

  /// @param journal of all topics' inboxes
  LocalTopic(Topic topic, TopicDeliveries deliveries, Journal<InboxMessage> journal) {
    this.topic = topic;
    this.deliveries = deliveries;
    this.journal = journal;
    var before = journal.all().subMap(topic.logicalId() + "/", topic.logicalId() + "0");
    this.inbox = new ArrayList<>(before.values());
    this.subscriptions = topic.subscriptions().stream().map(this::filtered).toList();
  }

  private Filtered filtered(Subscription subscription) {
    var machine = Machine.builder().build();
    try {
      if (subscription.filterPolicyJson().isPresent()) {
        machine.addRule(topic.logicalId(), subscription.filterPolicyJson().get());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s: filter policy %s: %s"
              .formatted(topic.logicalId(), subscription.filterPolicyJson().get(), e.getMessage()),
          e);
    }
    return new Filtered(subscription, machine);
  }

  String logicalId() {
    return topic.logicalId();
  }

  String arn() {
    return topic.arn();
  }

  synchronized List<InboxMessage> inbox() {
    return List.copyOf(inbox);
  }

  void publish(
      String id, String message, Map<String, MessageAttributeValue> attributes, Chain chain) {
    var texts = new HashMap<String, String>();
    attributes.forEach((name, value) -> texts.put(name, String.valueOf(value.stringValue())));
    keep(new InboxMessage(id, message, texts)).await();
    for (var filtered : subscriptions) {
      if (accepts(filtered, message, attributes)) {
        deliveries.deliver(topic, filtered.subscription, id, message, attributes, chain);
      }
    }
  }

  private synchronized Durability keep(InboxMessage message) {
    var number = inbox.size();
    inbox.add(message);
    return journal.put(String.format(Locale.ROOT, "%s/%010d", topic.logicalId(), number), message);
  }

  private static boolean accepts(
      Filtered filtered, String message, Map<String, MessageAttributeValue> attributes) {
    if (filtered.policy.isEmpty()) return true;
    var view =
        filtered.subscription.scope() == FilterScope.MESSAGE_ATTRIBUTES
            ? attributes(attributes)
            : body(message);
    return !filtered.policy.rulesForJSONEvent(view).isEmpty();
  }

  private static JsonNode attributes(Map<String, MessageAttributeValue> attributes) {
    var view = JsonNodeFactory.instance.objectNode();
    attributes.forEach((name, value) -> view.set(name, value(value)));
    return view;
  }

  private static JsonNode value(MessageAttributeValue value) {
    return switch (value.dataType()) {
      case "Number", "String.Array" -> parsed(value.stringValue());
      default -> JsonNodeFactory.instance.textNode(value.stringValue());
    };
  }

  /// A body that is not a JSON object matches no policy.
  private static ObjectNode body(String message) {
    return parsed(message) instanceof ObjectNode object
        ? object
        : JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException _) {
      return JsonNodeFactory.instance.textNode(text);
    }
  }
}
