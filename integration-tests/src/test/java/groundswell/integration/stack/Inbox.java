package groundswell.integration.stack;

import groundswell.client.Json;
import groundswell.platform.AwsClients;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A queue that is subscribed to a topic during the tests, and the messages that it received.
public final class Inbox implements AutoCloseable {
  private static final int RECEIVED_MAX = 10;
  private final AwsClients aws;
  private final String url;
  private final String subscription;

  /// By the queue's message id, because a queue may deliver a message twice.
  private final Map<String, Stack.Notification> received = new LinkedHashMap<>();

  private Inbox(AwsClients aws, String url, String subscription) {
    this.aws = aws;
    this.url = url;
    this.subscription = subscription;
  }

  static Inbox subscribe(AwsClients aws, String topic, String name) {
    return subscribe(aws, topic, name, Map.of("RawMessageDelivery", "true"));
  }

  /// @param attributes of the subscription
  public static Inbox subscribe(
      AwsClients aws, String topic, String name, Map<String, String> attributes) {
    var sqs = aws.sqs();
    var url = sqs.createQueue(queue -> queue.queueName(name)).queueUrl();
    var ofQueue =
        sqs.getQueueAttributes(
                queue -> queue.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes();
    var arn = Objects.requireNonNull(ofQueue.get(QueueAttributeName.QUEUE_ARN));
    sqs.setQueueAttributes(
        queue ->
            queue.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy(arn, topic))));
    var subscription =
        aws.sns()
            .subscribe(
                request ->
                    request
                        .topicArn(topic)
                        .protocol("sqs")
                        .endpoint(arn)
                        .attributes(attributes)
                        .returnSubscriptionArn(true))
            .subscriptionArn();
    return new Inbox(aws, url, subscription);
  }

  private static String policy(String queue, String topic) {
    return """
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage",
      "Principal": {"Service": "sns.amazonaws.com"}, "Resource": "%s",
      "Condition": {"ArnEquals": {"aws:SourceArn": "%s"}}}]}\
    """
        .formatted(queue, topic);
  }

  /// Everything received so far.
  public synchronized List<Stack.Notification> notifications() {
    for (var batch = receive(); !batch.isEmpty(); batch = receive()) {
      for (var message : batch) {
        received.putIfAbsent(message.messageId(), notification(message));
        aws.sqs().deleteMessage(m -> m.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
    }
    return List.copyOf(received.values());
  }

  private List<Message> receive() {
    return aws.sqs()
        .receiveMessage(
            request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(RECEIVED_MAX)
                    .messageAttributeNames("All"))
        .messages();
  }

  private static Stack.Notification notification(Message message) {
    var attributes =
        message.messageAttributes().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().stringValue()));
    return new Stack.Notification(Json.readOrMissing(message.body()), attributes);
  }

  @Override
  public void close() {
    aws.sns().unsubscribe(request -> request.subscriptionArn(subscription));
    aws.sqs().deleteQueue(request -> request.queueUrl(url));
  }
}
