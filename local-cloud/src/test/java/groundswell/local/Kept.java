package groundswell.local;

import groundswell.local.calls.CallInterceptor;
import groundswell.local.queues.QueueDepth;
import groundswell.local.template.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// Local clouds that keep their data, and the few things that tests do to them.
final class Kept {
  private Kept() {}

  static LocalCloud start(Path directory, Topology topology) {
    return start(directory, topology, CallInterceptor.none());
  }

  static LocalCloud start(Path directory, Topology topology, CallInterceptor interceptor) {
    return LocalCloud.start(
        _ -> topology,
        LocalCloudOptions.of(Path.of("template.yaml"), directory)
            .withInterceptor(interceptor)
            .withLongPoll(Duration.ofSeconds(1))
            .withKeptData());
  }

  static void put(LocalCloud cloud, String key, String value) {
    cloud
        .aws()
        .dynamoDb()
        .putItem(
            r ->
                r.tableName("table")
                    .item(
                        Map.of(
                            "PK", AttributeValue.fromS(key),
                            "SK", AttributeValue.fromS("item"),
                            "value", AttributeValue.fromS(value))));
  }

  static String url(LocalCloud cloud, String queue) {
    return cloud.aws().sqs().getQueueUrl(r -> r.queueName(queue)).queueUrl();
  }

  static void send(LocalCloud cloud, String queue, String body) {
    cloud.aws().sqs().sendMessage(r -> r.queueUrl(url(cloud, queue)).messageBody(body));
  }

  static List<Message> receive(LocalCloud cloud, String queue) {
    return cloud
        .aws()
        .sqs()
        .receiveMessage(
            r ->
                r.queueUrl(url(cloud, queue))
                    .maxNumberOfMessages(10)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
        .messages();
  }

  static void delete(LocalCloud cloud, String queue, Message message) {
    cloud
        .aws()
        .sqs()
        .deleteMessage(r -> r.queueUrl(url(cloud, queue)).receiptHandle(message.receiptHandle()));
  }

  static QueueDepth depth(LocalCloud cloud, String queue) {
    return Objects.requireNonNull(cloud.queues().get(queue));
  }
}
