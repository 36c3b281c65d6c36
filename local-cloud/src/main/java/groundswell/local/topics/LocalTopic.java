package groundswell.local.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.local.calls.Chain;
import groundswell.local.template.Topology.FilterScope;
import groundswell.local.template.Topology.Subscription;
import groundswell.local.template.Topology.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.event.ruler.Machine;

/// One topic: its inbox and its subscriptions.
final class LocalTopic {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Topic topic;
  private final TopicDeliveries deliveries;
  private final List<Filtered> subscriptions;
  private final List<InboxMessage> inbox = new ArrayList<>();

  /// A subscription and its policy in AWS's own matcher, which SNS filter policies share their
  /// syntax with:
  /// <https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html>.
  private record Filtered(Subscription subscription, Machine policy) {}

  LocalTopic(Topic topic, TopicDeliveries deliveries) {
    this.topic = topic;
    this.deliveries = deliveries;
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
    synchronized (this) {
      inbox.add(new InboxMessage(id, message, texts));
    }
    for (var filtered : subscriptions) {
      if (accepts(filtered, message, attributes)) {
        deliveries.deliver(topic, filtered.subscription, id, message, attributes, chain);
      }
    }
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

  /// A body that is no JSON object matches no policy.
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
