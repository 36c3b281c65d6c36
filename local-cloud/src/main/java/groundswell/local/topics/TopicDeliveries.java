package groundswell.local.topics;

import groundswell.local.calls.Chain;
import groundswell.local.queues.Deliveries;
import groundswell.local.queues.Delivery;
import groundswell.local.template.Topology.Topic;
import groundswell.local.topics.Subscriber.Endpoint;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/// Sends a topic's messages to subscribers: to queues raw or in SNS's envelope, to HTTP endpoints
/// in the envelope.
/// <https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html>
public final class TopicDeliveries {
  private final Deliveries deliveries;
  private final HttpDeliveries posts;
  private final UnaryOperator<String> urlOfArn;
  private final Envelopes envelopes;

  public TopicDeliveries(
      Deliveries deliveries,
      HttpDeliveries posts,
      UnaryOperator<String> urlOfArn,
      InstantSource clock) {
    this.deliveries = deliveries;
    this.posts = posts;
    this.urlOfArn = urlOfArn;
    this.envelopes = new Envelopes(clock);
  }

  /// @param at where [#certificate] can be read
  void servedAt(URI at) {
    envelopes.servedAt(at);
  }

  /// The certificate that envelopes are signed with.
  String certificate() {
    return envelopes.certificate();
  }

  /// Asks a subscriber to confirm.
  void ask(Topic topic, Subscriber subscriber, String id, String token) {
    if (subscriber.endpoint() instanceof Endpoint.OfHttp(var uri))
      posts.post(uri, envelopes.confirmation(topic.arn(), id, token));
  }

  void deliver(
      Topic topic,
      Subscriber subscriber,
      String id,
      String message,
      Map<String, MessageAttributeValue> attributes,
      Chain chain) {
    switch (subscriber.endpoint()) {
      case Endpoint.OfHttp(var uri) ->
          posts.post(uri, envelopes.notification(topic.arn(), id, message, attributes));
      case Endpoint.OfQueue(var arn) -> {
        var raw = subscriber.raw();
        var body =
            raw ? message : envelopes.notification(topic.arn(), id, message, attributes).toString();
        Map<String, String> carried = raw ? texts(attributes) : Map.of();
        deliveries.send(
            new Delivery(
                topic.logicalId(), urlOfArn.apply(arn), body, carried, Optional.empty(), chain));
      }
    }
  }

  private static Map<String, String> texts(Map<String, MessageAttributeValue> attributes) {
    var texts = new HashMap<String, String>();
    attributes.forEach((name, value) -> texts.put(name, String.valueOf(value.stringValue())));
    return texts;
  }
}
