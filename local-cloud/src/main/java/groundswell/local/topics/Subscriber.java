package groundswell.local.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.local.template.Topology.FilterScope;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.event.ruler.Machine;

/// Who gets the messages of a topic.
///
/// @param arn of the subscription
/// @param policy in AWS's own event matcher; empty if it gets all. SNS filter policies have the
///     same syntax:
///     <https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html>
/// @param raw whether messages come without an envelope
/// @param pending the token of a subscription that is not confirmed; it gets no message
record Subscriber(
    String arn,
    Endpoint endpoint,
    Machine policy,
    FilterScope scope,
    boolean raw,
    Optional<String> pending) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Where messages go.
  sealed interface Endpoint {
    String protocol();

    String address();

    record OfQueue(String arn) implements Endpoint {
      @Override
      public String protocol() {
        return "sqs";
      }

      @Override
      public String address() {
        return arn;
      }
    }

    record OfHttp(URI uri) implements Endpoint {
      @Override
      public String protocol() {
        return uri.getScheme();
      }

      @Override
      public String address() {
        return uri.toString();
      }
    }
  }

  /// @throws IllegalArgumentException if the policy is wrong
  static Machine policy(Optional<String> json) {
    var machine = Machine.builder().build();
    try {
      if (json.isPresent()) machine.addRule("policy", json.get());
      return machine;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "filter policy %s: %s".formatted(json.orElse(""), e.getMessage()), e);
    }
  }

  boolean awaits(String token) {
    return pending.filter(token::equals).isPresent();
  }

  Subscriber confirmed() {
    return new Subscriber(arn, endpoint, policy, scope, raw, Optional.empty());
  }

  boolean accepts(String message, Map<String, MessageAttributeValue> attributes) {
    if (pending.isPresent()) return false;
    if (policy.isEmpty()) return true;
    var view = scope == FilterScope.MESSAGE_ATTRIBUTES ? view(attributes) : body(message);
    return !policy.rulesForJSONEvent(view).isEmpty();
  }

  private static JsonNode view(Map<String, MessageAttributeValue> attributes) {
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
