package groundswell.local;

import groundswell.local.calls.Activity;
import groundswell.local.calls.CallInterceptor;
import groundswell.local.calls.CapacityRecorder;
import groundswell.local.calls.CapacityReport;
import groundswell.local.calls.Chain;
import groundswell.local.calls.ObservedClients;
import groundswell.local.calls.TableWrites;
import groundswell.local.docs.ApiDocs;
import groundswell.local.http.ConsoleSite;
import groundswell.local.http.FunctionUnavailableException;
import groundswell.local.http.LocalRoutes.Page;
import groundswell.local.iam.RoleCheck;
import groundswell.local.iam.StatementUse;
import groundswell.local.identity.Claims;
import groundswell.local.metrics.LocalCloudWatch;
import groundswell.local.polling.MappingReport;
import groundswell.local.queues.Deliveries;
import groundswell.local.queues.KeptDelivery;
import groundswell.local.queues.QueueDepth;
import groundswell.local.runtime.AsynchronousCalls;
import groundswell.local.runtime.KeptCall;
import groundswell.local.runtime.LocalFunctions;
import groundswell.local.runtime.LocalLambda;
import groundswell.local.runtime.Meter;
import groundswell.local.runtime.Outcome;
import groundswell.local.scheduling.Ids;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.tables.TableCallers;
import groundswell.local.template.LocalNames;
import groundswell.local.template.Template;
import groundswell.local.template.Topology;
import groundswell.local.template.Topology.HttpApi;
import groundswell.local.template.Topology.Queue;
import groundswell.local.template.Topology.QueueMapping;
import groundswell.local.template.Topology.Redrive;
import groundswell.local.topics.HttpDeliveries;
import groundswell.local.topics.InboxMessage;
import groundswell.platform.AwsClients;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Runs everything that a template describes in this JVM, and lets tests look inside.
public final class LocalCloud implements AutoCloseable {
  /// The template's parameter for the issuer of tokens.
  private static final String ISSUER_PARAMETER = "JwtIssuer";

  /// Stands in for an address that is not known yet.
  private static final String NOWHERE = "http://127.0.0.1:0";

  private final Scheduler scheduler;
  private final Topology topology;
  private final Backends backends;
  private final Deliveries deliveries;
  private final AsynchronousCalls asynchronousCalls;
  private final Services services;
  private final LocalFunctions functions;
  private final Pollers pollers;
  private final Quiescence quiescence;
  private final CapacityRecorder capacity = new CapacityRecorder();
  private final AwsClients aws;
  private final StatementUse statementUse = new StatementUse();
  private final ServiceEndpoints fronts;
  private final Optional<ConsoleSite> console;

  /// Runs the template. It is read twice: before anything starts, so that a mistake is reported at
  /// once, and again when the addresses that its references resolve to are known.
  ///
  /// @throws groundswell.local.template.TemplateException if the template is wrong or not supported
  /// @throws groundswell.local.http.PortInUseException if something else listens on the port
  public static LocalCloud start(LocalCloudOptions options) {
    try {
      var _ = read(options, LocalNames.of(NOWHERE, NOWHERE), NOWHERE);
    } catch (RuntimeException e) {
      options.scheduler().close();
      throw e;
    }
    return start(
        options,
        backends -> read(options, backends.names(), backends.issuer().issuer().toString()));
  }

  /// Makes the API accept the local issuer's tokens, and the console known to all.
  private static Topology read(LocalCloudOptions options, LocalNames names, String issuer) {
    var parameters = new HashMap<>(options.parameters());
    parameters.put(ISSUER_PARAMETER, issuer);
    return Template.read(
        options.template(), parameters, LocalConsole.parameters(names, issuer), names);
  }

  /// Runs a topology that is built once the servers' addresses are known.
  public static LocalCloud start(
      Function<LocalNames, Topology> template, LocalCloudOptions options) {
    return start(options, backends -> template.apply(backends.names()));
  }

  private static LocalCloud start(
      LocalCloudOptions options, Function<Backends, Topology> template) {
    Backends backends;
    try {
      backends = uninterrupted(() -> Backends.start(options));
    } catch (RuntimeException e) {
      options.scheduler().close();
      throw e;
    }
    try {
      return new LocalCloud(
          template.apply(backends).withQueues(options.queues()), options, backends);
    } catch (RuntimeException e) {
      options.scheduler().close();
      backends.close();
      throw e;
    }
  }

  private LocalCloud(Topology topology, LocalCloudOptions options, Backends backends) {
    this.scheduler = options.scheduler();
    this.topology = topology;
    this.backends = backends;
    backends.create(topology, scheduler);

    var random = new Random(options.seed());
    var ids = new Ids(random);
    var activity = new Activity();
    var writes = new TableWrites();
    var roleCheck = RoleCheck.of(topology, statementUse);
    var observed =
        new ObservedClients(options.interceptor().with(roleCheck), capacity, activity, writes);
    this.deliveries = deliveries(observed, activity);
    this.asynchronousCalls = asynchronousCalls(activity);
    var lambda = new LocalLambda(topology.functions(), this::outcomeOf, asynchronousCalls);
    var http = new HttpDeliveries(scheduler, activity);
    var measured = new LocalCloudWatch();
    this.services =
        Services.of(topology, backends, deliveries, http, lambda, measured, scheduler, ids);
    var unobstructed =
        new ObservedClients(CallInterceptor.none(), new CapacityRecorder(), activity, writes);
    this.aws = unobstructed.of(services.clients(), "inspection", () -> true);
    this.functions =
        new LocalFunctions(
            topology.functions(),
            scheduler,
            activity,
            random,
            measured,
            (caller, alive, chain) ->
                observed.of(roleCheck.signing(services.clients(), caller), caller, alive, chain));
    this.pollers =
        new Pollers(topology, options, activity, backends, writes, functions, aws.s3(), ids);
    this.quiescence = quiescence(activity);
    this.fronts = fronts(writes, new Random(options.seed()));
    this.console = LocalConsole.serve(options.template(), topology, backends);
    goOn(ApiDocs.beside(options.template()));
  }

  private Quiescence quiescence(Activity activity) {
    return new Quiescence(
        activity,
        pollers.ofStreams(),
        pollers.ofQueues(),
        workedOff(topology),
        this::depth,
        scheduler);
  }

  private ServiceEndpoints fronts(TableWrites writes, Random random) {
    var tables =
        new TableCallers(
            writes.watched(backends.tables().client()), backends.tables().streamsClient());
    return ServiceEndpoints.start(
        topology, services.clients(), services.sns(), tables, backends.callers(), random);
  }

  /// Resumes what an earlier run left undone, then starts on new work.
  ///
  /// @param pages about the API
  private void goOn(Map<String, Page> pages) {
    deliveries.restore(backends.queues()::url);
    asynchronousCalls.restore();
    backends.objects().tellOfTheRest();
    pollers.start();
    topology.httpApi().ifPresent(api -> serve(api, pages));
  }

  private void serve(HttpApi api, Map<String, Page> pages) {
    backends.issuer().setAudience(api.audience());
    backends
        .gateway()
        .serve(
            api,
            this::invoke,
            new Inspection(this).routes(pages),
            console,
            topology.cachedPaths(),
            scheduler);
  }

  private AsynchronousCalls asynchronousCalls(Activity activity) {
    return new AsynchronousCalls(
        topology.functions(),
        scheduler,
        activity,
        this::outcomeOf,
        backends.journal("calls", KeptCall.class));
  }

  private Deliveries deliveries(ObservedClients observed, Activity activity) {
    var sqs =
        observed.of(
            SqsClient.class,
            backends.queues().client(),
            "sqs",
            "deliveries",
            () -> true,
            Chain::begun);
    return new Deliveries(
        scheduler, activity, sqs, backends.journal("deliveries", KeptDelivery.class));
  }

  /// All queues except dead-letter queues that no function reads.
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
    return backends.queues().depth(backends.queues().url(queue.name()));
  }

  /// Where the HTTP API listens.
  public URI apiUrl() {
    return backends.gateway().address();
  }

  /// The console, if the template has one.
  public Optional<ConsoleSite> console() {
    return console;
  }

  /// The endpoint of each AWS service, sorted by the service's name.
  public SortedMap<String, URI> serviceUrls() {
    return new TreeMap<>(
        Map.of(
            "DynamoDB", fronts.dynamoDb().address(),
            "EventBridge", fronts.eventBridge().address(),
            "S3", backends.objects().endpoint(),
            "SNS", fronts.sns().address(),
            "SQS", backends.queues().endpoint()));
  }

  /// The address that tokens name as their issuer.
  public URI issuer() {
    return backends.issuer().issuer();
  }

  /// A token for the HTTP API.
  ///
  /// @throws IllegalArgumentException naming what is wrong with the claims
  public String tokenFor(String tenant, String role, String subject) {
    return backends.issuer().tokenFor(new Claims(subject, tenant, role));
  }

  public Topology topology() {
    return topology;
  }

  /// Clients of everything that runs here, for tests and inspection. Their calls pass no
  /// interceptor and do not count in the capacity report.
  public AwsClients aws() {
    return aws;
  }

  public boolean isQuiet() {
    return quiescence.isQuiet();
  }

  /// Waits until nothing moves any more.
  ///
  /// @throws NotQuietException if anything still moves at the deadline; lists all that does
  public void awaitQuiet(Duration deadline) {
    uninterrupted(
        () -> {
          quiescence.await(deadline);
          return true;
        });
  }

  public List<MappingReport> mappings() {
    return pollers.reports();
  }

  /// The statements of the functions' roles that were needed so far.
  public StatementUse statementUse() {
    return statementUse;
  }

  /// Invocations stopped as a loop, by the function's logical id; functions without any are left
  /// out.
  public Map<String, Long> recursiveInvocationsDropped() {
    return functions.recursiveInvocationsDropped();
  }

  public CapacityReport capacity() {
    return capacity.report();
  }

  /// Everything published to a topic so far, in order.
  public List<InboxMessage> inbox(String topicLogicalId) {
    return services.sns().inbox(topicLogicalId);
  }

  /// How full the queues are, by logical id.
  public Map<String, QueueDepth> queues() {
    var depths = new TreeMap<String, QueueDepth>();
    topology.queues().forEach(queue -> depths.put(queue.logicalId(), depth(queue)));
    return depths;
  }

  /// How many messages of the bus and the topics were lost for good. Any such message is a fault.
  public long droppedDeliveries() {
    return deliveries.dropped();
  }

  /// Caps a function's concurrent instances, as an operator can; empty restores the template's
  /// value.
  public void reserveConcurrency(String functionLogicalId, OptionalInt instances) {
    functions.function(functionLogicalId).reserveConcurrency(instances);
  }

  /// Calls a function with JSON and waits for its answer.
  ///
  /// @throws IllegalStateException if it fails, with the error as Lambda reports it
  /// @throws FunctionUnavailableException if it ran too long, or was throttled
  public byte[] invoke(String functionLogicalId, byte[] eventJson) {
    return switch (outcomeOf(functionLogicalId, eventJson, Chain.begun())) {
      case Outcome.Answered(var response) -> response.asByteArrayUnsafe();
      case Outcome.Failed(var type, var message) ->
          throw new IllegalStateException(
              "%s failed: %s: %s".formatted(functionLogicalId, type, message));
      case Outcome.TimedOut(var message) -> throw new FunctionUnavailableException(message);
      case Outcome.Recursive(var message) -> throw new FunctionUnavailableException(message);
      case Outcome.Throttled() ->
          throw new FunctionUnavailableException(
              "%s: TooManyRequestsException: its reserved concurrency is used up"
                  .formatted(functionLogicalId));
    };
  }

  private Outcome outcomeOf(String functionLogicalId, byte[] eventJson, Chain chain) {
    var function = functions.function(functionLogicalId);
    return uninterrupted(() -> function.invoke(eventJson, new Meter(), chain));
  }

  @FunctionalInterface
  private interface Waiting<T> {
    T get() throws InterruptedException;
  }

  /// Callers from outside have no use for a checked interruption.
  private static <T> T uninterrupted(Waiting<T> waiting) {
    try {
      return waiting.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    scheduler.close();
    fronts.close();
    backends.close();
  }
}
