package groundswell.integration.stack;

import groundswell.domain.ids.TenantId;
import groundswell.integration.faults.Outage;
import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import groundswell.local.template.Topology;
import groundswell.platform.AwsClients;
import groundswell.workload.client.Api;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/// The local cloud, in the JVM of the tests.
public final class OneJvm implements Stack {
  public static final Path TEMPLATE = Path.of("../template.yaml");
  private static final Duration PAUSE = Duration.ofMillis(5);

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
  private final Outage trouble;
  private final Duration patience;
  private final Waiting waiting;

  private OneJvm(LocalCloud cloud, Outage trouble, Duration patience) {
    this.cloud = cloud;
    this.trouble = trouble;
    this.patience = patience;
    waiting = new Waiting(patience, PAUSE, this::state);
  }

  /// The template with short waits.
  public static LocalCloudOptions options(Path dataDirectory) {
    return options(TEMPLATE, dataDirectory);
  }

  /// Another template with short waits.
  public static LocalCloudOptions options(Path template, Path dataDirectory) {
    return LocalCloudOptions.of(template, dataDirectory)
        .withParameters(ShortWaits.PARAMETERS)
        .withLongPoll(Duration.ofSeconds(1));
  }

  /// The same, in which a message whose function died comes back soon.
  public static LocalCloudOptions impatient(Path dataDirectory) {
    var parameters = new HashMap<String, String>();
    for (var queue : QUEUES) parameters.put(queue + "QueueVisibilitySeconds", REDELIVERY_SECONDS);
    parameters.put("BulkMaxReceiveCount", BULK_RECEIVES);
    return options(dataDirectory).withParameters(parameters);
  }

  public static OneJvm start(LocalCloudOptions options) {
    return start(options, PATIENCE);
  }

  /// @param patience how long anything may take before a test gives it up
  public static OneJvm start(LocalCloudOptions options, Duration patience) {
    var trouble = new Outage();
    var cloud = LocalCloud.start(options.withInterceptor(options.interceptor().with(trouble)));
    return new OneJvm(cloud, trouble, patience);
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
    cloud.awaitQuiet(patience);
  }

  @Override
  public void settle(Runnable check) {
    awaitQuiet();
    check.run();
  }

  @Override
  public void await(String what, BooleanSupplier condition) {
    waiting.until(what, condition);
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
  public Trouble throttle(String functionLogicalId) {
    cloud.reserveConcurrency(functionLogicalId, OptionalInt.of(0));
    return () -> cloud.reserveConcurrency(functionLogicalId, OptionalInt.empty());
  }

  @Override
  public Trouble misdirect(String functionLogicalId, String tableVariable) {
    trouble.ofTable(functionLogicalId, tableOf(functionLogicalId, tableVariable));
    return trouble::end;
  }

  private String tableOf(String function, String variable) {
    return cloud.topology().functions().stream()
        .filter(each -> each.logicalId().equals(function))
        .map(each -> each.environment().get(variable))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no function " + function));
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

  /// The functions' log is in the test's output.
  @Override
  public void leaveEvidence(String test) {
    System.out.printf("%s: %s%n", test, state());
  }

  @Override
  public void close() {
    cloud.close();
  }
}
