package groundswell.local.topics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import groundswell.local.http.QueryString;
import groundswell.local.http.XmlText;
import groundswell.local.template.Topology.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/// SNS for programs outside this process, in AWS's query protocol: a form in, XML out. Messages can
/// be published, queues and HTTP endpoints subscribed, topics and subscriptions looked at. It
/// serves the certificate that messages are signed with. See
/// https://docs.aws.amazon.com/sns/latest/api/API_Operations.html
public final class SnsFront implements HttpHandler {
  /// Above a batch's own limit, so that the batch reports what is too large.
  private static final int REQUEST_BYTES_MAX = 4 << 20;

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;

  private final List<Topic> topics;
  private final SnsClient sns;
  private final Supplier<String> certificate;
  private final AtomicLong requests = new AtomicLong();

  /// @param sns takes the messages
  /// @param certificate that messages are signed with
  public SnsFront(List<Topic> topics, SnsClient sns, Supplier<String> certificate) {
    this.topics = List.copyOf(topics);
    this.sns = sns;
    this.certificate = certificate;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var uri = exchange.getRequestURI();
    if (uri.getPath().equals(Envelopes.CERTIFICATE)) {
      send(exchange, OK, "application/x-pem-file", certificate.get());
      return;
    }
    var body = exchange.getRequestBody().readNBytes(REQUEST_BYTES_MAX);
    var isGet = exchange.getRequestMethod().equals("GET");
    var form =
        QueryString.joined(isGet ? uri.getRawQuery() : new String(body, StandardCharsets.UTF_8));
    var action = form.getOrDefault("Action", "");
    try {
      var result = result(action, form);
      if (result.isPresent()) send(exchange, OK, answer(action, result.get()));
      else send(exchange, BAD_REQUEST, error("InvalidAction", unknown(action)));
    } catch (AwsServiceException e) {
      var details = e.awsErrorDetails();
      send(exchange, e.statusCode(), error(details.errorCode(), details.errorMessage()));
    }
  }

  private static String unknown(String action) {
    return "the local cloud does not serve \"%s\"; it publishes, subscribes, confirms, unsubscribes"
            .formatted(action)
        + " and lists, and topics come from the template";
  }

  private Optional<String> result(String action, Map<String, String> form) {
    return switch (action) {
      case "Publish" -> Optional.of(publish(form));
      case "PublishBatch" -> Optional.of(publishBatch(form));
      case "Subscribe" -> Optional.of(subscribe(form));
      case "ConfirmSubscription" -> Optional.of(confirm(form));
      case "Unsubscribe" -> Optional.of(unsubscribe(form));
      case "ListTopics" -> Optional.of(listTopics());
      case "GetTopicAttributes" -> Optional.of(attributes(form));
      case "ListSubscriptions" -> Optional.of(subscriptions(""));
      case "ListSubscriptionsByTopic" ->
          Optional.of(subscriptions(form.getOrDefault("TopicArn", "")));
      case String _ -> Optional.empty();
    };
  }

  private String publish(Map<String, String> form) {
    var arn = form.getOrDefault("TopicArn", form.getOrDefault("TargetArn", ""));
    var response =
        sns.publish(
            request ->
                request
                    .topicArn(arn)
                    .message(form.getOrDefault("Message", ""))
                    .messageAttributes(messageAttributes(form, "")));
    return XmlText.element("MessageId", response.messageId());
  }

  private String subscribe(Map<String, String> form) {
    var attributes = new HashMap<String, String>();
    for (var number = 1; ; number++) {
      var entry = "Attributes.entry.%d.".formatted(number);
      var key = form.get(entry + "key");
      if (key == null) break;
      attributes.put(key, form.getOrDefault(entry + "value", ""));
    }
    var response =
        sns.subscribe(
            request ->
                request
                    .topicArn(form.getOrDefault("TopicArn", ""))
                    .protocol(form.getOrDefault("Protocol", ""))
                    .endpoint(form.getOrDefault("Endpoint", ""))
                    .attributes(attributes)
                    .returnSubscriptionArn(
                        Boolean.parseBoolean(form.get("ReturnSubscriptionArn"))));
    return XmlText.element("SubscriptionArn", response.subscriptionArn());
  }

  private String confirm(Map<String, String> form) {
    var response =
        sns.confirmSubscription(
            request ->
                request
                    .topicArn(form.getOrDefault("TopicArn", ""))
                    .token(form.getOrDefault("Token", "")));
    return XmlText.element("SubscriptionArn", response.subscriptionArn());
  }

  private String unsubscribe(Map<String, String> form) {
    sns.unsubscribe(request -> request.subscriptionArn(form.getOrDefault("SubscriptionArn", "")));
    return "";
  }

  private String publishBatch(Map<String, String> form) {
    var entries = new ArrayList<PublishBatchRequestEntry>();
    for (var number = 1; ; number++) {
      var prefix = "PublishBatchRequestEntries.member.%d.".formatted(number);
      var id = form.get(prefix + "Id");
      if (id == null) break;
      entries.add(
          PublishBatchRequestEntry.builder()
              .id(id)
              .message(form.getOrDefault(prefix + "Message", ""))
              .messageAttributes(messageAttributes(form, prefix))
              .build());
    }
    var response =
        sns.publishBatch(
            request ->
                request
                    .topicArn(form.getOrDefault("TopicArn", ""))
                    .publishBatchRequestEntries(entries));
    var successful =
        response.successful().stream()
            .map(
                entry ->
                    XmlText.nested(
                        "member",
                        XmlText.element("Id", entry.id())
                            + XmlText.element("MessageId", entry.messageId())))
            .collect(Collectors.joining());
    return XmlText.nested("Successful", successful) + XmlText.nested("Failed", "");
  }

  private static Map<String, MessageAttributeValue> messageAttributes(
      Map<String, String> form, String prefix) {
    var attributes = new HashMap<String, MessageAttributeValue>();
    for (var number = 1; ; number++) {
      var entry = "%sMessageAttributes.entry.%d.".formatted(prefix, number);
      var name = form.get(entry + "Name");
      if (name == null) return attributes;
      var value =
          MessageAttributeValue.builder()
              .dataType(form.getOrDefault(entry + "Value.DataType", "String"))
              .stringValue(form.get(entry + "Value.StringValue"));
      var binary = form.get(entry + "Value.BinaryValue");
      if (binary != null) {
        value.binaryValue(SdkBytes.fromByteArray(java.util.Base64.getDecoder().decode(binary)));
      }
      attributes.put(name, value.build());
    }
  }

  private String listTopics() {
    var members =
        topics.stream()
            .map(topic -> XmlText.nested("member", XmlText.element("TopicArn", topic.arn())))
            .collect(Collectors.joining());
    return XmlText.nested("Topics", members);
  }

  /// A missing topic has none.
  private String attributes(Map<String, String> form) {
    var arn = form.getOrDefault("TopicArn", "");
    var entries =
        topics.stream()
            .filter(topic -> topic.arn().equals(arn))
            .map(
                topic ->
                    attribute("TopicArn", arn)
                        + attribute(
                            "SubscriptionsConfirmed",
                            Integer.toString(topic.subscriptions().size())))
            .collect(Collectors.joining());
    return XmlText.nested("Attributes", entries);
  }

  private static String attribute(String key, String value) {
    return XmlText.nested("entry", XmlText.element("key", key) + XmlText.element("value", value));
  }

  /// @param topicArn empty: of all topics
  private String subscriptions(String topicArn) {
    var members = new StringBuilder();
    for (var topic : topics) {
      if (!topicArn.isEmpty() && !topic.arn().equals(topicArn)) continue;
      var listed = sns.listSubscriptionsByTopic(request -> request.topicArn(topic.arn()));
      for (var subscription : listed.subscriptions()) {
        members.append(
            XmlText.nested(
                "member",
                XmlText.element("SubscriptionArn", subscription.subscriptionArn())
                    + XmlText.element("Owner", subscription.owner())
                    + XmlText.element("Protocol", subscription.protocol())
                    + XmlText.element("Endpoint", subscription.endpoint())
                    + XmlText.element("TopicArn", topic.arn())));
      }
    }
    return XmlText.nested("Subscriptions", members.toString());
  }

  private String answer(String action, String result) {
    return XmlText.nested(
        action + "Response",
        XmlText.nested(action + "Result", result)
            + XmlText.nested("ResponseMetadata", requestId()));
  }

  private String error(String code, @Nullable String message) {
    var content =
        XmlText.element("Type", "Sender")
            + XmlText.element("Code", code)
            + XmlText.element("Message", String.valueOf(message));
    return XmlText.nested("ErrorResponse", XmlText.nested("Error", content) + requestId());
  }

  private String requestId() {
    return XmlText.element("RequestId", "local-%016x".formatted(requests.incrementAndGet()));
  }

  private static void send(HttpExchange exchange, int status, String xml) throws IOException {
    send(exchange, status, "text/xml", xml);
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
