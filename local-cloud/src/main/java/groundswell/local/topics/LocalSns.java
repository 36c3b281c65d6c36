package groundswell.local.topics;

import groundswell.local.calls.Chain;
import groundswell.local.calls.ChainHeaders;
import groundswell.local.journal.Journal;
import groundswell.local.scheduling.Ids;
import groundswell.local.template.Topology.FilterScope;
import groundswell.local.template.Topology.Topic;
import groundswell.local.topics.Subscriber.Endpoint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionResponse;
import software.amazon.awssdk.services.sns.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;

/// SNS: messages are published, and subscriptions made, confirmed, listed and ended. Those that are
/// not in the template end with the process.
public final class LocalSns implements SnsClient {
  /// <https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html>
  public static final int ENTRIES_MAX = 10;

  /// One message, and all of a batch together:
  /// <https://docs.aws.amazon.com/sns/latest/dg/sns-batch-api-actions.html>.
  public static final int BYTES_MAX = 256 * 1024;

  private static final String PENDING = "pending confirmation";

  private final Map<String, LocalTopic> topics;
  private final TopicDeliveries deliveries;
  private final Ids ids;

  public LocalSns(List<Topic> topics, TopicDeliveries deliveries, Ids ids) {
    this(topics, deliveries, ids, Journal.nothing());
  }

  /// @param inboxes where messages are persisted, with what was published before
  public LocalSns(
      List<Topic> topics, TopicDeliveries deliveries, Ids ids, Journal<InboxMessage> inboxes) {
    this.ids = ids;
    this.deliveries = deliveries;
    this.topics =
        topics.stream()
            .map(topic -> new LocalTopic(topic, deliveries, inboxes))
            .collect(Collectors.toMap(LocalTopic::arn, Function.identity()));
  }

  /// Everything published to a topic so far, in order.
  ///
  /// @throws IllegalArgumentException if the template has no such topic
  public List<InboxMessage> inbox(String topicLogicalId) {
    return topics.values().stream()
        .filter(topic -> topic.logicalId().equals(topicLogicalId))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no topic %s in the template".formatted(topicLogicalId)))
        .inbox();
  }

  /// @param at where [#certificate] can be read
  public void servedAt(URI at) {
    deliveries.servedAt(at);
  }

  /// The certificate that messages are signed with, as a PEM file.
  public String certificate() {
    return deliveries.certificate();
  }

  /// Queues are subscribed at once. An HTTP endpoint gets a message to confirm.
  @Override
  public SubscribeResponse subscribe(SubscribeRequest request) {
    var topic = topic(request.topicArn());
    var id = ids.next();
    var subscriber = subscriber(topic, request, id);
    topic.subscribe(subscriber, id);
    boolean shows =
        subscriber.pending().isEmpty() || Boolean.TRUE.equals(request.returnSubscriptionArn());
    return SubscribeResponse.builder().subscriptionArn(shows ? subscriber.arn() : PENDING).build();
  }

  private Subscriber subscriber(LocalTopic topic, SubscribeRequest request, String id) {
    var attributes = request.attributes();
    try {
      var endpoint = endpoint(request);
      var scope = attributes.getOrDefault("FilterPolicyScope", "MessageAttributes");
      return new Subscriber(
          topic.arn() + ":" + id,
          endpoint,
          Subscriber.policy(Optional.ofNullable(attributes.get("FilterPolicy"))),
          scope.equals("MessageBody") ? FilterScope.MESSAGE_BODY : FilterScope.MESSAGE_ATTRIBUTES,
          Boolean.parseBoolean(attributes.get("RawMessageDelivery")),
          endpoint instanceof Endpoint.OfHttp ? Optional.of(ids.next()) : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw invalid("Invalid parameter: " + e.getMessage());
    }
  }

  private static Endpoint endpoint(SubscribeRequest request) {
    var address = String.valueOf(request.endpoint());
    return switch (String.valueOf(request.protocol())) {
      case "sqs" -> new Endpoint.OfQueue(address);
      case "http", "https" -> {
        var uri = URI.create(address);
        if (!request.protocol().equals(uri.getScheme()) || uri.getHost() == null)
          throw new IllegalArgumentException("Endpoint must match the specified protocol");
        yield new Endpoint.OfHttp(uri);
      }
      default ->
          throw new IllegalArgumentException(
              "the local cloud delivers to sqs, http and https, not to " + request.protocol());
    };
  }

  @Override
  public ConfirmSubscriptionResponse confirmSubscription(ConfirmSubscriptionRequest request) {
    var confirmed = topic(request.topicArn()).confirm(String.valueOf(request.token()));
    return ConfirmSubscriptionResponse.builder()
        .subscriptionArn(confirmed.map(Subscriber::arn).orElseThrow(() -> invalid("Invalid token")))
        .build();
  }

  @Override
  public UnsubscribeResponse unsubscribe(UnsubscribeRequest request) {
    var arn = String.valueOf(request.subscriptionArn());
    topics.values().forEach(topic -> topic.unsubscribe(arn));
    return UnsubscribeResponse.builder().build();
  }

  @Override
  public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(
      ListSubscriptionsByTopicRequest request) {
    var topic = topic(request.topicArn());
    return ListSubscriptionsByTopicResponse.builder()
        .subscriptions(topic.subscribers().stream().map(each -> listed(topic.arn(), each)).toList())
        .build();
  }

  private static software.amazon.awssdk.services.sns.model.Subscription listed(
      String topicArn, Subscriber subscriber) {
    return software.amazon.awssdk.services.sns.model.Subscription.builder()
        .subscriptionArn(
            subscriber.pending().isPresent() ? "PendingConfirmation" : subscriber.arn())
        .owner(topicArn.split(":", -1)[4])
        .protocol(subscriber.endpoint().protocol())
        .endpoint(subscriber.endpoint().address())
        .topicArn(topicArn)
        .build();
  }

  @Override
  public PublishResponse publish(PublishRequest request) {
    var topic = topic(request.topicArn());
    if (bytes(request.message(), request.messageAttributes()) > BYTES_MAX) {
      throw invalid("Message too long: at most %d bytes".formatted(BYTES_MAX));
    }
    return PublishResponse.builder()
        .messageId(
            publish(
                topic, request.message(), request.messageAttributes(), ChainHeaders.of(request)))
        .build();
  }

  @Override
  public PublishBatchResponse publishBatch(PublishBatchRequest request) {
    var topic = topic(request.topicArn());
    requireBatch(request.publishBatchRequestEntries());
    var chain = ChainHeaders.of(request);
    return PublishBatchResponse.builder()
        .successful(
            request.publishBatchRequestEntries().stream()
                .map(entry -> published(topic, entry, chain))
                .toList())
        .failed(List.of())
        .build();
  }

  private PublishBatchResultEntry published(
      LocalTopic topic, PublishBatchRequestEntry entry, Chain chain) {
    return PublishBatchResultEntry.builder()
        .id(entry.id())
        .messageId(publish(topic, entry.message(), entry.messageAttributes(), chain))
        .build();
  }

  private String publish(
      LocalTopic topic,
      String message,
      Map<String, MessageAttributeValue> attributes,
      Chain chain) {
    var id = ids.next();
    topic.publish(id, message, attributes, chain);
    return id;
  }

  private LocalTopic topic(@Nullable String arn) {
    var topic = arn == null ? null : topics.get(arn);
    if (topic == null) {
      throw refused(NotFoundException.builder(), "NotFound", "Topic does not exist: " + arn);
    }
    return topic;
  }

  private static void requireBatch(List<PublishBatchRequestEntry> entries) {
    if (entries.isEmpty()) {
      throw refused(EmptyBatchRequestException.builder(), "EmptyBatchRequest", "no entries");
    }
    if (entries.size() > ENTRIES_MAX) {
      throw refused(
          TooManyEntriesInBatchRequestException.builder(),
          "TooManyEntriesInBatchRequest",
          "%d entries; at most %d".formatted(entries.size(), ENTRIES_MAX));
    }
    var ids = new HashSet<String>();
    if (!entries.stream().allMatch(entry -> ids.add(entry.id()))) {
      throw refused(
          BatchEntryIdsNotDistinctException.builder(), "BatchEntryIdsNotDistinct", "ids repeat");
    }
    if (entries.stream().mapToLong(e -> bytes(e.message(), e.messageAttributes())).sum()
        > BYTES_MAX) {
      throw refused(
          BatchRequestTooLongException.builder(),
          "BatchRequestTooLong",
          "at most %d bytes together".formatted(BYTES_MAX));
    }
  }

  private static SnsException invalid(String message) {
    return refused(InvalidParameterException.builder(), "InvalidParameter", message);
  }

  private static SnsException refused(SnsException.Builder builder, String code, String message) {
    var details =
        AwsErrorDetails.builder().serviceName("Sns").errorCode(code).errorMessage(message).build();
    builder.awsErrorDetails(details).message(message).statusCode(400);
    return (SnsException) builder.build();
  }

  private static long bytes(String message, Map<String, MessageAttributeValue> attributes) {
    var ofAttributes =
        attributes.entrySet().stream()
            .mapToLong(
                attribute ->
                    utf8(attribute.getKey())
                        + utf8(attribute.getValue().dataType())
                        + utf8(attribute.getValue().stringValue()))
            .sum();
    return utf8(message) + ofAttributes;
  }

  private static long utf8(@Nullable String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    topics.clear();
  }
}
