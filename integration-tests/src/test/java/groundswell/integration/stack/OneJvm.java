package groundswell.integration.stack;

import groundswell.domain.ids.TenantId;
import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import groundswell.local.template.Topology;
import groundswell.platform.AwsClients;
import groundswell.workload.client.Api;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The local cloud, in the JVM of the tests.
public final class OneJvm implements Stack {
  private static final Path TEMPLATE = Path.of("../template.yaml");
  private static final Duration PAUSE = Duration.ofMillis(5);

  /// The template's parameters where its defaults would make tests wait.
  private static final Map<String, String> SHORT_WAITS =
      Map.ofEntries(
          Map.entry("ProgressBulkQueueWindowSeconds", "0"),
          Map.entry("BoardLiveQueueBatchSize", "10"),
          Map.entry("BoardLiveQueueWindowSeconds", "0"),
          Map.entry("BoardBulkQueueBatchSize", "10"),
          Map.entry("BoardBulkQueueWindowSeconds", "0"),
          Map.entry("RewardBulkQueueWindowSeconds", "0"),
          Map.entry("NotificationQueueWindowSeconds", "0"),
          Map.entry("UsersStreamPublisherWindowSeconds", "0"),
          Map.entry("ProgramsStreamPublisherWindowSeconds", "0"),
          Map.entry("DeadLetterQueueBatchSize", "10"),
          Map.entry("DeadLetterQueueWindowSeconds", "0"),
          Map.entry("RecountSeconds", "0"),
          Map.entry("RedrivePauseSeconds", "1"),
          Map.entry("RetryBackoffSeconds", "0"));

  /// What a stack with faults has besides: messages of dead functions come back soon.
  private static final List<String> QUEUES =
      List.of(
          "Upload",
          "Partition",
          "ProgressLive",
          "ProgressBulk",
          "BoardLive",
          "BoardBulk",
          "RewardLive",
          "RewardBulk",
          "Notification",
          "StreamFailure",
          "Redrive",
          "DeadLetter");

  /// An upload whose messages went to a dead-letter queue would not end before the faults do.
  private static final String BULK_RECEIVES = "1000";

  private static final String REDELIVERY_SECONDS = "3";

  private final LocalCloud cloud;

  private OneJvm(LocalCloud cloud) {
    this.cloud = cloud;
  }

  /// The template with short waits.
  public static LocalCloudOptions options(Path dataDirectory) {
    return LocalCloudOptions.of(TEMPLATE, dataDirectory)
        .withParameters(SHORT_WAITS)
        .withLongPoll(Duration.ofSeconds(1));
  }

  /// The same, in which a message whose function died comes back soon.
  public static LocalCloudOptions impatient(Path dataDirectory) {
    var parameters = new HashMap<>(SHORT_WAITS);
    for (var queue : QUEUES) parameters.put(queue + "QueueVisibilitySeconds", REDELIVERY_SECONDS);
    parameters.put("BulkMaxReceiveCount", BULK_RECEIVES);
    return options(dataDirectory).withParameters(parameters);
  }

  public static OneJvm start(LocalCloudOptions options) {
    return new OneJvm(LocalCloud.start(options));
  }

  @Override
  public URI api() {
    return cloud.apiUrl();
  }

  @Override
  public String token(TenantId tenant, String role, String subject) {
    return cloud.tokenFor(tenant.value(), role, subject);
  }

  @Override
  public AwsClients aws() {
    return cloud.aws();
  }

  @Override
  public String name(String logicalId) {
    var topology = cloud.topology();
    for (var table : topology.tables())
      if (table.logicalId().equals(logicalId)) return table.name();
    for (var bus : topology.buses()) if (bus.logicalId().equals(logicalId)) return bus.name();
    for (var bucket : topology.buckets())
      if (bucket.logicalId().equals(logicalId)) return bucket.name();
    for (var topic : topology.topics()) if (topic.logicalId().equals(logicalId)) return topic.arn();
    throw new IllegalArgumentException("nothing called " + logicalId);
  }

  @Override
  public String queueUrl(String logicalId) {
    var name = queue(logicalId).name();
    return aws().sqs().getQueueUrl(request -> request.queueName(name)).queueUrl();
  }

  private Topology.Queue queue(String logicalId) {
    return cloud.topology().queues().stream()
        .filter(queue -> queue.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no queue " + logicalId));
  }

  @Override
  public List<String> deadLetterQueues() {
    return cloud.topology().queues().stream()
        .map(Topology.Queue::logicalId)
        .filter(name -> name.endsWith("DeadLetterQueue"))
        .toList();
  }

  @Override
  public long depth(String queueLogicalId) {
    var depth = cloud.queues().get(queueLogicalId);
    if (depth == null) throw new IllegalArgumentException("no queue " + queueLogicalId);
    return depth.total();
  }

  @Override
  public List<Notification> notifications() {
    return cloud.inbox("NotificationTopic").stream()
        .map(message -> new Notification(Api.parsed(message.body()), message.attributes()))
        .toList();
  }

  @Override
  public void awaitQuiet() {
    cloud.awaitQuiet(PATIENCE);
  }

  @Override
  public void await(String what, BooleanSupplier condition) {
    var deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline))
        throw new AssertionError("no %s;%n%s".formatted(what, state()));
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /// What is in the queues, and what the mappings did so far.
  private String state() {
    var lines = new ArrayList<String>();
    cloud
        .queues()
        .forEach(
            (queue, depth) -> {
              if (depth.total() > 0) lines.add("%s %s".formatted(queue, depth));
            });
    cloud.mappings().forEach(mapping -> lines.add(mapping.toString()));
    return String.join(System.lineSeparator(), lines);
  }

  @Override
  public List<Concurrency> concurrency() {
    return cloud.mappings().stream()
        .filter(mapping -> mapping.cap().isPresent())
        .map(
            mapping ->
                new Concurrency(mapping.id(), mapping.cap().getAsInt(), mapping.observedPeak()))
        .toList();
  }

  @Override
  public void close() {
    cloud.close();
  }
}
