package groundswell.integration.stack;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.Json;
import groundswell.domain.ids.TenantId;
import groundswell.integration.faults.Outage;
import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import groundswell.local.iam.StatementUse;
import groundswell.local.polling.MappingReport;
import groundswell.local.template.Topology;
import groundswell.platform.AwsClients;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// The local cloud, in the JVM of the tests.
public final class OneJvm implements Stack {
  public static final Path TEMPLATE = Path.of("../template.yaml");
  private static final Duration PAUSE = Duration.ofMillis(5);

  /// High, because an upload with dead-lettered messages would not end before the faults do.
  private static final String BULK_RECEIVES = "1000";

  private static final Duration REDELIVERY = Duration.ofSeconds(3);

  /// The use of statements in every cloud of this run that ran the template itself.
  private static final Queue<StatementUse> USES = new ConcurrentLinkedQueue<>();

  private final LocalCloud cloud;
  private final CheckedApi api;
  private final Outage trouble;
  private final Duration patience;
  private final Waiting waiting;

  private OneJvm(LocalCloud cloud, Outage trouble, Duration patience) {
    this.cloud = cloud;
    api = CheckedApi.before(cloud.apiUrl());
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

  /// The same, but a message whose function crashed is redelivered soon: sooner than AWS allows,
  /// because a function may still run then.
  public static LocalCloudOptions impatient(Path dataDirectory) {
    return options(dataDirectory)
        .withParameters(Map.of("BulkMaxReceiveCount", BULK_RECEIVES))
        .withQueues(queue -> queue.withVisibilityTimeout(REDELIVERY));
  }

  public static OneJvm start(LocalCloudOptions options) {
    return start(options, PATIENCE);
  }

  /// @param patience how long anything may take before a test gives up
  public static OneJvm start(LocalCloudOptions options, Duration patience) {
    var trouble = new Outage();
    var cloud = LocalCloud.start(options.withInterceptor(options.interceptor().with(trouble)));
    if (options.template().equals(TEMPLATE)) USES.add(cloud.statementUse());
    return new OneJvm(cloud, trouble, patience);
  }

  /// How many clouds ran the template in this run.
  public static int started() {
    return USES.size();
  }

  /// The statements of the functions' roles that no cloud of this run needed.
  public static Set<String> unneededStatements() {
    return USES.stream()
        .map(StatementUse::unneeded)
        .reduce(OneJvm::inBoth)
        .orElseThrow(() -> new IllegalStateException("no cloud ran the template"));
  }

  private static Set<String> inBoth(Set<String> one, Set<String> other) {
    return one.stream().filter(other::contains).collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public URI api() {
    return api.address();
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
        .map(message -> new Notification(Json.readOrMissing(message.body()), message.attributes()))
        .toList();
  }

  @Override
  public void awaitQuiet() {
    cloud.awaitQuiet(patience);
  }

  @Override
  public void settle(Runnable check) {
    awaitQuiet();
    assertThat(cloud.droppedDeliveries()).describedAs("messages that nobody got").isZero();
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

  /// How often a function was invoked by its mappings.
  public long invocations(String functionLogicalId) {
    return cloud.mappings().stream()
        .filter(mapping -> mapping.functionLogicalId().equals(functionLogicalId))
        .mapToLong(MappingReport::invocations)
        .sum();
  }

  /// Invocations stopped as a loop, by the function's logical id.
  public Map<String, Long> stoppedLoops() {
    return cloud.recursiveInvocationsDropped();
  }

  /// Prints the state only: the functions' log is in the test's output anyway.
  @Override
  public void leaveEvidence(String test) {
    System.out.printf("%s: %s%n", test, state());
  }

  @Override
  public void close() {
    cloud.close();
    api.close();
  }
}
