package groundswell.local.queues;

import com.typesafe.config.ConfigFactory;
import groundswell.local.http.TrustedCallers;
import groundswell.local.journal.Journal;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.template.LocalNames;
import groundswell.local.template.Topology.Queue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The SQS server: ElasticMQ behind a [QueueFront], on free ports of the loopback interface.
///
/// The functions' own client talks to ElasticMQ directly; everybody else gets the front's address.
public final class LocalQueues implements AutoCloseable {
  static {
    // By default the JDK keeps at most five idle connections, but every poller needs one.
    System.setProperty("http.maxConnections", "64");
  }

  private static final Logger LOG = LoggerFactory.getLogger(LocalQueues.class);
  private static final String HOST = "127.0.0.1";
  private static final Duration END_MAX = Duration.ofSeconds(10);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  /// Headers stay text. The server needs none of them parsed, and the `User-Agent` of AWS's clients
  /// does not match the grammar: the parser would try several times in each request, and fail.
  private static final Map<String, ?> CONFIG =
      Map.of(
          "pekko.daemonic",
          true,
          "pekko.loglevel",
          "WARNING",
          "pekko.http.parsing.modeled-header-parsing",
          "off");

  private final ActorSystem system;
  private final Scheduler scheduler;
  private final QueueFront front;
  private final SqsClient client;
  private final QueueActors actors;
  private final Map<String, String> urlsByArn = new HashMap<>();

  private LocalQueues(
      ActorSystem system, Scheduler scheduler, QueueActors actors, QueueFront front, URI server) {
    this.system = system;
    this.scheduler = scheduler;
    this.actors = actors;
    this.front = front;
    this.client =
        SqsClient.builder()
            .endpointOverride(server)
            .region(Region.of(LocalNames.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        LocalNames.ACCESS_KEY_ID, LocalNames.SECRET_ACCESS_KEY)))
            .httpClient(UrlConnectionHttpClient.builder().socketTimeout(READ_TIMEOUT).build())
            .build();
  }

  /// @param callers who may call them
  /// @param messages of the queues, persisted by the last run and for the next
  public static LocalQueues start(
      TrustedCallers callers, Journal<KeptMessage> messages, Scheduler scheduler) {
    var system =
        ActorSystem.create(
            "local-queues", ConfigFactory.parseMap(CONFIG).withFallback(ConfigFactory.load()));
    var actors = new QueueActors(system, messages);
    var front = QueueFront.start(callers);
    var address = new NodeAddress("http", HOST, front.address().getPort(), "");
    var server =
        SQSRestServerBuilder.withActorSystem(system)
            .withQueueManagerActor(actors.manager())
            .withInterface(HOST)
            .withPort(0)
            .withServerAddress(address)
            .withAWSRegion(LocalNames.REGION)
            .withAWSAccountId(LocalNames.ACCOUNT)
            .start();
    var port = server.waitUntilStarted().localAddress().getPort();
    var uri = URI.create("http://%s:%d".formatted(HOST, port));
    front.serve(uri);
    return new LocalQueues(system, scheduler, actors, front, uri);
  }

  /// For clients, for example `http://127.0.0.1:9324`.
  public URI endpoint() {
    return front.address();
  }

  /// A queue's URL without `/` and its name.
  public String urlBase() {
    return "%s/%s".formatted(endpoint(), LocalNames.ACCOUNT);
  }

  public SqsClient client() {
    return client;
  }

  /// Where a queue is, whether or not it has been created yet.
  public String url(String queueName) {
    return urlBase() + "/" + queueName;
  }

  /// @throws IllegalArgumentException if no such queue was created
  public String urlOfArn(String arn) {
    var url = urlsByArn.get(arn);
    if (url == null)
      throw new IllegalArgumentException("no queue %s in the template".formatted(arn));
    return url;
  }

  /// Creates all queues, then their redrive policies, which name each other; then puts back the
  /// messages that are kept.
  ///
  /// @param now from when messages that were in flight can be received again
  public void create(Iterable<Queue> queues, Instant now) {
    for (var queue : queues) {
      client.createQueue(request -> request.queueName(queue.name()).attributes(attributes(queue)));
      urlsByArn.put(queue.arn(), url(queue.name()));
    }
    for (var queue : queues) queue.redrive().ifPresent(_ -> redrive(queue));
    actors.restore(now);
  }

  private static Map<QueueAttributeName, String> attributes(Queue queue) {
    return Map.of(
        QueueAttributeName.VISIBILITY_TIMEOUT, seconds(queue.visibilityTimeout()),
        QueueAttributeName.DELAY_SECONDS, seconds(queue.delay()),
        QueueAttributeName.MESSAGE_RETENTION_PERIOD, seconds(queue.retention()));
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }

  private void redrive(Queue queue) {
    var redrive = queue.redrive().orElseThrow();
    urlOfArn(redrive.deadLetterQueueArn());
    actors.hasDeadLetterQueue(queue.name(), redrive.maxReceiveCount());
    var policy =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
            .formatted(redrive.deadLetterQueueArn(), redrive.maxReceiveCount());
    client.setQueueAttributes(
        request ->
            request
                .queueUrl(url(queue.name()))
                .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
  }

  public QueueDepth depth(String queueUrl) {
    var attributes =
        client
            .getQueueAttributes(
                request ->
                    request
                        .queueUrl(queueUrl)
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
            .attributes();
    return new QueueDepth(
        number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
        number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
        number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
  }

  private static long number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Long.parseLong(attributes.getOrDefault(name, "0"));
  }

  /// Cuts all connections; the server's own stop would wait for receives that long-poll.
  @Override
  public void close() {
    front.close();
    system.terminate();
    awaitTheEnd();
    client.close();
  }

  /// Once the system has ended, it persists nothing more.
  private void awaitTheEnd() {
    try {
      scheduler.await(system.getWhenTerminated().toCompletableFuture(), END_MAX);
    } catch (TimeoutException e) {
      LOG.warn("the queues did not end within {} s; they are left behind", END_MAX.toSeconds(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
