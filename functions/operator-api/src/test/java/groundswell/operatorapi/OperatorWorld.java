package groundswell.operatorapi;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.ids.TenantId;
import groundswell.http.testing.HttpCaller;
import groundswell.http.testing.Reply;
import groundswell.local.metrics.LocalCloudWatch;
import groundswell.operations.testing.AFailure;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.LocalSqs;
import groundswell.platform.testing.MemoryObjects;
import groundswell.platform.testing.TestBus;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestQueue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// The operators' function over stores in this process. Each world is a tenant of its own.
final class OperatorWorld {
  /// The name of the function that works off the queue.
  static final String WORK = "stack-Work-1";

  /// The name of a function that reads a stream.
  static final String PUBLISHER = "stack-Publisher-1";

  /// Worlds share the stores, so no two may generate the same ids.
  private static final AtomicLong SEEDS = new AtomicLong();

  final TenantId tenant = new TenantId("t-" + UUID.randomUUID());
  final FunctionEnvironment environment;
  private final TestQueue redrives = new TestQueue();
  private final TestQueue work = new TestQueue();
  private final HttpCaller caller;

  /// What the function sees of CloudWatch.
  final LocalCloudWatch measured = new LocalCloudWatch();

  private Instant now = Instant.parse("2026-03-10T12:00:00Z");

  OperatorWorld() {
    this(Map.of());
  }

  /// A world whose calls of CloudWatch go through a port.
  OperatorWorld(UnaryOperator<CloudWatchClient> cloudWatch) {
    this(UnaryOperator.identity(), cloudWatch, Map.of());
  }

  /// @param variables that differ from the usual ones
  OperatorWorld(Map<String, String> variables) {
    this(UnaryOperator.identity(), variables);
  }

  private OperatorWorld(UnaryOperator<DynamoDbClient> port, Map<String, String> variables) {
    this(port, UnaryOperator.identity(), variables);
  }

  private OperatorWorld(
      UnaryOperator<DynamoDbClient> port,
      UnaryOperator<CloudWatchClient> measurements,
      Map<String, String> variables) {
    var cloudWatch = measurements.apply(measured);
    var all = new HashMap<String, String>();
    all.put("BUCKET", "bucket");
    all.put("REDRIVE_QUEUE_URL", redrives.url());
    all.put("DEAD_LETTERS", "%s,%s,4,work".formatted(work.deadLetterQueue(), work.name()));
    all.put("TENANT_CLAIM", "tenant");
    all.put("ROLE_CLAIM", "role");
    all.put("EDIT_AND_REDRIVE", "false");
    all.put("RELEASE", "r2");
    all.put("ACCOUNT_CONCURRENCY", "800");
    all.put("FUNCTIONS", "api,stack-Api-1,200 work,%s publisher,%s".formatted(WORK, PUBLISHER));
    all.putAll(variables);
    var aws =
        TestClients.of(
            port.apply(LocalDynamoDb.client()),
            LocalSqs.client(),
            new TestBus(),
            new MemoryObjects(),
            cloudWatch);
    var settings = TestEnvironment.of(aws, all).variables();
    environment =
        new FunctionEnvironment(
            settings,
            aws,
            () -> now,
            TestEnvironment.NO_PAUSE,
            new Random(SEEDS.incrementAndGet()));
    caller = new HttpCaller(new OperatorApiFunction(environment), tenant);
  }

  /// A world whose table calls go through a port.
  static OperatorWorld over(UnaryOperator<DynamoDbClient> port, Map<String, String> variables) {
    return new OperatorWorld(port, variables);
  }

  /// Sends a message to the queue that redrives send to.
  void work(String body) {
    work.send(body);
  }

  /// Receives what is in that queue, as a function that is at work.
  void receiveWork() {
    assertThat(LocalSqs.receive(work.url())).isNotEmpty();
  }

  /// The bodies of the messages that the replayer would receive now.
  List<String> commands() {
    return LocalSqs.receive(redrives.url()).stream().map(Message::body).toList();
  }

  void at(String instant) {
    now = Instant.parse(instant);
  }

  Instant now() {
    return now;
  }

  /// @param path with its query
  /// @param body at most one
  Reply as(String role, String subject, String method, String path, String... body) {
    return caller.as(role, subject, method, path, body);
  }

  /// Creates something once.
  ///
  /// @param key the header's value
  Reply create(String key, String path, String body) {
    return caller.post("operator", "olga", path, key, body);
  }

  Reply send(Map<String, String> claims, String method, String path, String... body) {
    return caller.send(claims, method, path, body);
  }

  AFailure failure(String name) {
    return new AFailure(environment, tenant, work.name(), now, name);
  }
}
