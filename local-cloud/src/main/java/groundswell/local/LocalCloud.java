package groundswell.local;

import groundswell.local.bus.LocalEventBridge;
import groundswell.local.bus.RuleDeliveries;
import groundswell.local.calls.Activity;
import groundswell.local.calls.CallInterceptor;
import groundswell.local.calls.CapacityRecorder;
import groundswell.local.calls.CapacityReport;
import groundswell.local.calls.ObservedClients;
import groundswell.local.calls.TableWrites;
import groundswell.local.polling.MappingReport;
import groundswell.local.queues.Deliveries;
import groundswell.local.queues.LocalQueues;
import groundswell.local.queues.QueueDepth;
import groundswell.local.runtime.LocalFunctions;
import groundswell.local.runtime.Meter;
import groundswell.local.runtime.Outcome;
import groundswell.local.scheduling.Ids;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.tables.LocalTables;
import groundswell.local.template.LocalNames;
import groundswell.local.template.Template;
import groundswell.local.template.Topology;
import groundswell.local.template.Topology.Queue;
import groundswell.local.template.Topology.QueueMapping;
import groundswell.local.template.Topology.Redrive;
import groundswell.local.topics.InboxMessage;
import groundswell.local.topics.LocalSns;
import groundswell.local.topics.TopicDeliveries;
import groundswell.platform.AwsClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/// A running template: everything it describes, in this JVM, with a view inside for tests.
public final class LocalCloud implements AutoCloseable {
  private final Scheduler scheduler;
  private final Topology topology;
  private final LocalTables tables;
  private final LocalQueues queues;
  private final LocalSns sns;
  private final LocalFunctions functions;
  private final Pollers pollers;
  private final Quiescence quiescence;
  private final CapacityRecorder capacity = new CapacityRecorder();
  private final AwsClients aws;

  /// Runs the template.
  public static LocalCloud start(LocalCloudOptions options) {
    return start(names -> Template.read(options.template(), options.parameters(), names), options);
  }

  /// Runs a topology that is made once it is known where the servers listen.
  public static LocalCloud start(
      Function<LocalNames, Topology> template, LocalCloudOptions options) {
    var tables = LocalTables.start();
    var queues = LocalQueues.start();
    var names = LocalNames.of(queues.urlBase(), "http://127.0.0.1:0");
    return new LocalCloud(template.apply(names), options, tables, queues);
  }

  private LocalCloud(
      Topology topology, LocalCloudOptions options, LocalTables tables, LocalQueues queues) {
    this.scheduler = options.scheduler();
    this.topology = topology;
    this.tables = tables;
    this.queues = queues;
    queues.create(topology.queues());
    tables.create(topology.tables());

    var random = new Random(options.seed());
    var ids = new Ids(random);
    var activity = new Activity();
    var writes = new TableWrites();
    var observed = new ObservedClients(options.interceptor(), capacity, activity, writes);
    var senders =
        new Deliveries(
            scheduler,
            activity,
            observed.of(SqsClient.class, queues.client(), "sqs", "deliveries", () -> true));
    this.sns =
        new LocalSns(
            topology.topics(), new TopicDeliveries(senders, queues::urlOfArn, scheduler), ids);
    var bus =
        new LocalEventBridge(
            topology.buses(),
            topology.rules(),
            new RuleDeliveries(senders, queues::urlOfArn),
            scheduler,
            ids);
    var clients =
        new AwsClients(
            tables.client(),
            queues.client(),
            sns,
            bus,
            S3Client.builder().region(Region.of(LocalNames.REGION)).build(),
            S3Presigner.builder().region(Region.of(LocalNames.REGION)).build());
    var unobstructed =
        new ObservedClients(CallInterceptor.none(), new CapacityRecorder(), activity, writes);
    this.aws = unobstructed.of(clients, "inspection", () -> true);
    this.functions =
        new LocalFunctions(
            topology.functions(),
            scheduler,
            activity,
            random,
            (caller, alive) -> observed.of(clients, caller, alive));
    this.pollers =
        new Pollers(
            topology,
            scheduler,
            activity,
            queues,
            tables,
            writes,
            functions,
            clients.s3(),
            ids,
            options.longPoll());
    this.quiescence =
        new Quiescence(activity, pollers.ofStreams(), workedOff(topology), this::depth, scheduler);
    pollers.start();
  }

  /// All queues but the dead-letter queues that no function reads.
  private static List<Queue> workedOff(Topology topology) {
    var deadLetters =
        topology.queues().stream()
            .flatMap(queue -> queue.redrive().stream())
            .map(Redrive::deadLetterQueueArn)
            .collect(Collectors.toSet());
    topology.rules().stream()
        .flatMap(rule -> rule.targets().stream())
        .flatMap(target -> target.deadLetterQueueArn().stream())
        .forEach(deadLetters::add);
    var read =
        topology.queueMappings().stream().map(QueueMapping::queueArn).collect(Collectors.toSet());
    return topology.queues().stream()
        .filter(queue -> !deadLetters.contains(queue.arn()) || read.contains(queue.arn()))
        .toList();
  }

  private QueueDepth depth(Queue queue) {
    return queues.depth(queues.url(queue.name()));
  }

  public Topology topology() {
    return topology;
  }

  /// Clients of everything that runs here, for tests and inspection: no interceptor stands around
  /// them, and their calls are not in the capacity report.
  public AwsClients aws() {
    return aws;
  }

  public boolean isQuiet() {
    return quiescence.isQuiet();
  }

  /// Waits until nothing moves any more.
  ///
  /// @throws NotQuietException with all that still moves, if the deadline is over first
  public void awaitQuiet(Duration deadline) throws InterruptedException {
    quiescence.await(deadline);
  }

  public List<MappingReport> mappings() {
    return pollers.reports();
  }

  public CapacityReport capacity() {
    return capacity.report();
  }

  /// Everything published to a topic so far, in order.
  public List<InboxMessage> inbox(String topicLogicalId) {
    return sns.inbox(topicLogicalId);
  }

  /// How full the queues are, by logical id.
  public Map<String, QueueDepth> queues() {
    var depths = new TreeMap<String, QueueDepth>();
    topology.queues().forEach(queue -> depths.put(queue.logicalId(), depth(queue)));
    return depths;
  }

  /// Calls a function with JSON and waits for its answer.
  ///
  /// @throws IllegalStateException if it fails, with the error as Lambda reports it
  public byte[] invoke(String functionLogicalId, byte[] eventJson) throws InterruptedException {
    return switch (functions.function(functionLogicalId).invoke(eventJson, new Meter())) {
      case Outcome.Answered(var response) -> response.asByteArrayUnsafe();
      case Outcome.Failed(var type, var message) ->
          throw new IllegalStateException(
              "%s failed: %s: %s".formatted(functionLogicalId, type, message));
      case Outcome.Throttled() ->
          throw new IllegalStateException(
              "%s: TooManyRequestsException: its reserved concurrency is used up"
                  .formatted(functionLogicalId));
    };
  }

  @Override
  public void close() {
    scheduler.close();
    queues.close();
    tables.close();
  }
}
