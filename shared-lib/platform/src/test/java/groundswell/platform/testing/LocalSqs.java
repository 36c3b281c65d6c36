package groundswell.platform.testing;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// ElasticMQ in this JVM, started once. Each test creates its own queues.
public final class LocalSqs {
  private static final SqsClient CLIENT = start();
  private static final AtomicInteger QUEUES = new AtomicInteger();

  private LocalSqs() {}

  public static SqsClient client() {
    return CLIENT;
  }

  /// A new queue with a visibility timeout of an hour.
  ///
  /// @return its URL
  public static String createQueue() {
    return CLIENT
        .createQueue(
            request ->
                request
                    .queueName("queue-" + QUEUES.incrementAndGet())
                    .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "3600")))
        .queueUrl();
  }

  /// Up to ten messages that can be received now, with all their attributes.
  public static List<Message> receive(String queueUrl) {
    return CLIENT
        .receiveMessage(
            request ->
                request
                    .queueUrl(queueUrl)
                    .maxNumberOfMessages(10)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private static SqsClient start() {
    SQSRestServer server =
        SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    int port = server.waitUntilStarted().localAddress().getPort();
    return SqsClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + port))
        .region(TestClients.REGION)
        .credentialsProvider(TestClients.CREDENTIALS)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
