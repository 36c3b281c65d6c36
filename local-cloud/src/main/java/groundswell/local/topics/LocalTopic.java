package groundswell.local.topics;

import groundswell.dynamodb.storage.Storage.Durability;
import groundswell.local.calls.Chain;
import groundswell.local.journal.Journal;
import groundswell.local.template.Topology.Subscription;
import groundswell.local.template.Topology.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/// One topic: its inbox, and the subscribers of the template and those that come later.
final class LocalTopic {
  private final Topic topic;
  private final TopicDeliveries deliveries;
  private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
  private final Journal<InboxMessage> journal;
  private final List<InboxMessage> inbox;

  /// @param journal of all topics' inboxes
  LocalTopic(Topic topic, TopicDeliveries deliveries, Journal<InboxMessage> journal) {
    this.topic = topic;
    this.deliveries = deliveries;
    this.journal = journal;
    var before = journal.all().subMap(topic.logicalId() + "/", topic.logicalId() + "0");
    this.inbox = new ArrayList<>(before.values());
    for (var subscription : topic.subscriptions())
      subscribers.add(subscriber(subscription, subscribers.size() + 1));
  }

  private Subscriber subscriber(Subscription subscription, int number) {
    try {
      return new Subscriber(
          topic.arn() + ":" + number,
          new Subscriber.Endpoint.OfQueue(subscription.queueArn()),
          Subscriber.policy(subscription.filterPolicyJson()),
          subscription.scope(),
          subscription.rawDelivery(),
          Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(topic.logicalId() + ": " + e.getMessage(), e);
    }
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

  List<Subscriber> subscribers() {
    return List.copyOf(subscribers);
  }

  /// Adds a subscriber. One that has to confirm is asked.
  ///
  /// @param id of the message that asks
  void subscribe(Subscriber subscriber, String id) {
    subscribers.add(subscriber);
    subscriber.pending().ifPresent(token -> deliveries.ask(topic, subscriber, id, token));
  }

  /// @return the subscription with this token, if there is one
  Optional<Subscriber> confirm(String token) {
    var found = subscribers.stream().filter(it -> it.awaits(token)).findAny();
    subscribers.replaceAll(it -> it.awaits(token) ? it.confirmed() : it);
    return found;
  }

  void unsubscribe(String subscriptionArn) {
    subscribers.removeIf(subscriber -> subscriber.arn().equals(subscriptionArn));
  }

  void publish(
      String id, String message, Map<String, MessageAttributeValue> attributes, Chain chain) {
    var texts = new HashMap<String, String>();
    attributes.forEach((name, value) -> texts.put(name, String.valueOf(value.stringValue())));
    keep(new InboxMessage(id, message, texts)).await();
    for (var subscriber : subscribers) {
      if (subscriber.accepts(message, attributes))
        deliveries.deliver(topic, subscriber, id, message, attributes, chain);
    }
  }

  private synchronized Durability keep(InboxMessage message) {
    var number = inbox.size();
    inbox.add(message);
    return journal.put(String.format(Locale.ROOT, "%s/%010d", topic.logicalId(), number), message);
  }
}
