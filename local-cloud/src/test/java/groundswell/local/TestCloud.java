package groundswell.local;

import groundswell.local.calls.CallInterceptor;
import groundswell.local.polling.MappingReport;
import groundswell.local.queues.QueueDepth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// A local cloud of a tiny template, with the few things that tests do to it.
final class TestCloud implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LocalCloud cloud;

  private TestCloud(LocalCloud cloud) {
    this.cloud = cloud;
  }

  static TestCloud of(TinyTemplate template) {
    return of(template, CallInterceptor.none());
  }

  static TestCloud of(TinyTemplate template, CallInterceptor interceptor) {
    var options =
        LocalCloudOptions.of(Path.of("template.yaml"), directory())
            .withSeed(1)
            .withInterceptor(interceptor);
    return new TestCloud(LocalCloud.start(_ -> template.build(), options));
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory(Path.of("target"), "local-cloud");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LocalCloud cloud() {
    return cloud;
  }

  String url(String queue) {
    return cloud.aws().sqs().getQueueUrl(request -> request.queueName(queue)).queueUrl();
  }

  void send(String queue, String... bodies) {
    send(queue, List.of(bodies));
  }

  void send(String queue, List<String> bodies) {
    var url = url(queue);
    bodies.stream()
        .gather(Gatherers.windowFixed(10))
        .forEach(
            some ->
                cloud.aws().sqs().sendMessageBatch(r -> r.queueUrl(url).entries(entries(some))));
  }

  private static List<SendMessageBatchRequestEntry> entries(List<String> bodies) {
    return IntStream.range(0, bodies.size())
        .mapToObj(
            i ->
                SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .messageBody(bodies.get(i))
                    .build())
        .toList();
  }

  void put(String table, String partitionKey, String value) {
    cloud
        .aws()
        .dynamoDb()
        .putItem(
            request ->
                request
                    .tableName(table)
                    .item(
                        Map.of(
                            "PK", AttributeValue.fromS(partitionKey),
                            "SK", AttributeValue.fromS("item"),
                            "value", AttributeValue.fromS(value))));
  }

  void awaitQuiet() {
    cloud.awaitQuiet(PATIENCE);
  }

  QueueDepth depth(String queue) {
    return Objects.requireNonNull(cloud.queues().get(queue));
  }

  MappingReport report() {
    return cloud.mappings().getFirst();
  }

  List<Message> receiveAll(String queue) {
    var url = url(queue);
    return cloud
        .aws()
        .sqs()
        .receiveMessage(
            request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(10)
                    .messageSystemAttributeNamesWithStrings("All")
                    .messageAttributeNames("All"))
        .messages();
  }

  @Override
  public void close() {
    cloud.close();
  }
}
