package groundswell.local.topics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import groundswell.local.calls.Chain;
import groundswell.local.queues.Deliveries;
import groundswell.local.queues.Delivery;
import groundswell.local.template.Topology.Subscription;
import groundswell.local.template.Topology.Topic;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/// Sends a topic's messages to subscribed queues, raw or in SNS's envelope.
/// <https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html>
public final class TopicDeliveries {
  private final Deliveries deliveries;
  private final UnaryOperator<String> urlOfArn;
  private final InstantSource clock;

  public TopicDeliveries(
      Deliveries deliveries, UnaryOperator<String> urlOfArn, InstantSource clock) {
    this.deliveries = deliveries;
    this.urlOfArn = urlOfArn;
    this.clock = clock;
  }

  void deliver(
      Topic topic,
      Subscription subscription,
      String id,
      String message,
      Map<String, MessageAttributeValue> attributes,
      Chain chain) {
    var raw = subscription.rawDelivery();
    var body = raw ? message : envelope(topic, id, message, attributes);
    Map<String, String> carried = raw ? texts(attributes) : Map.of();
    deliveries.send(
        new Delivery(
            topic.logicalId(),
            urlOfArn.apply(subscription.queueArn()),
            body,
            carried,
            Optional.empty(),
            chain));
  }

  private static Map<String, String> texts(Map<String, MessageAttributeValue> attributes) {
    var texts = new HashMap<String, String>();
    attributes.forEach((name, value) -> texts.put(name, String.valueOf(value.stringValue())));
    return texts;
  }

  private String envelope(
      Topic topic, String id, String message, Map<String, MessageAttributeValue> attributes) {
    var envelope = JsonNodeFactory.instance.objectNode();
    envelope.put("Type", "Notification").put("MessageId", id).put("TopicArn", topic.arn());
    envelope.put("Message", message).put("Timestamp", clock.instant().toString());
    var values = envelope.putObject("MessageAttributes");
    attributes.forEach(
        (name, value) ->
            values.putObject(name).put("Type", value.dataType()).put("Value", value.stringValue()));
    return envelope.toString();
  }
}
