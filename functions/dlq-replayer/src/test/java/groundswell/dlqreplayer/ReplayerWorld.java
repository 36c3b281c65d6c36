package groundswell.dlqreplayer;

import groundswell.local.calls.Activity;
import groundswell.local.calls.CallInterceptor;
import groundswell.local.calls.CapacityRecorder;
import groundswell.local.calls.Killed;
import groundswell.local.calls.ObservedClients;
import groundswell.local.calls.TableWrites;
import groundswell.operations.batch.Redriven;
import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.FailureState.Name;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.Redrive.State;
import groundswell.operations.domain.Redrive.Step;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.failures.DynamoDbAudit;
import groundswell.operations.failures.DynamoDbFailures;
import groundswell.operations.failures.DynamoDbRedrives;
import groundswell.operations.failures.OperationsWiring;
import groundswell.operations.replayer.ReplayerCommand;
import groundswell.operations.testing.TestFailures;
import groundswell.platform.AwsClients;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.LocalSqs;
import groundswell.platform.testing.MemoryObjects;
import groundswell.platform.testing.TestBus;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestContext;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.testing.TestQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The replayer over real tables and queues, and a consumer whose outcomes a test decides.
final class ReplayerWorld {
  static final Duration PATIENCE = Duration.ofMinutes(15);
  static final String PUBLISHER = "users-stream-publisher";

  private static final int DELIVERIES_MAX = 200;

  final TestLambda lambda = new TestLambda();
  final TestQueue target = new TestQueue();
  final TestFailures situation = new TestFailures(target.name());
  final AtomicReference<Instant> now = new AtomicReference<>(TestEnvironment.NOW);
  final List<FailureId> delivered = new ArrayList<>();
  final DynamoDbFailures failures;
  final DynamoDbRedrives redrives;
  final DynamoDbAudit audit;

  private final TestQueue commands = new TestQueue();
  private final AtomicBoolean alive = new AtomicBoolean(true);
  private final int cap;
  private final Duration pause;
  private final DlqReplayerFunction function;

  /// How long the consumer takes for a message.
  private Duration took = Duration.ofMillis(10);

  ReplayerWorld() {
    this(CallInterceptor.none(), 100);
  }

  /// @param interceptor wraps the replayer's calls
  /// @param cap how many messages the consumer handles at once
  ReplayerWorld(CallInterceptor interceptor, int cap) {
    this(interceptor, cap, LocalDynamoDb.client(), Duration.ZERO);
  }

  /// @param pause between two calls of one redrive
  ReplayerWorld(CallInterceptor interceptor, int cap, DynamoDbClient tables, Duration pause) {
    this.cap = cap;
    this.pause = pause;
    var aws = aws(tables);
    var environment = environment(aws);
    failures = new OperationsWiring(environment).failures();
    redrives = new OperationsWiring(environment).redrives();
    audit = new OperationsWiring(environment).audit();
    var observed =
        new ObservedClients(interceptor, new CapacityRecorder(), new Activity(), new TableWrites());
    function = new DlqReplayerFunction(environment(observed.of(aws, "replayer", alive::get)));
  }

  /// Crashes the replayer: each further call of this invocation fails as well.
  Killed die(String why) {
    alive.set(false);
    return new Killed(why);
  }

  void consumerNeeds(Duration time) {
    took = time;
  }

  List<Arrival> record(int count) {
    var arrivals = IntStream.range(0, count).mapToObj(_ -> situation.arrival("busy")).toList();
    arrivals.forEach(failures::record);
    return arrivals;
  }

  RedriveId start() {
    return start(TestFailures.redrive(situation.open()));
  }

  RedriveId start(Redrive redrive) {
    redrives.create(redrive);
    goOn(redrive.id());
    return redrive.id();
  }

  void goOn(RedriveId id) {
    tell(new ReplayerCommand.Step(id));
  }

  void tell(ReplayerCommand command) {
    commands.send(command.message());
  }

  void move(RedriveId id, State state) {
    redrives.change(id, redrive -> redrive.moved(state, "ann"));
    goOn(id);
  }

  void passTime(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  /// Lets the replayer handle the commands it can receive now, with retries.
  ///
  /// @return false if there were none
  boolean obey() {
    var messages = commands.receive();
    if (messages.isEmpty()) return false;
    for (int delivery = 0; !messages.isEmpty(); delivery++) {
      if (delivery == DELIVERIES_MAX) throw new AssertionError("comes back for ever: " + messages);
      messages = invoke(messages);
    }
    return true;
  }

  /// One invocation.
  ///
  /// @return the messages that will be redelivered
  List<QueueMessage> obeyOnce() {
    return invoke(commands.receive());
  }

  /// Lets the consumer handle the messages it can receive now.
  ///
  /// @param succeeds which messages it can handle
  /// @return false if there were none
  boolean consume(Predicate<FailureId> succeeds) {
    var messages = target.receive();
    for (var message : messages) {
      var id = new FailureId(attribute(message, Redriven.OF_ATTRIBUTE));
      var redrive = new RedriveId(attribute(message, Redriven.RUN_ATTRIBUTE));
      delivered.add(id);
      failures.change(
          id,
          failure ->
              succeeds.test(id)
                  ? failure.succeeded(redrive, took, now.get())
                  : failure.failedAgain(redrive, took, "still busy"));
    }
    return !messages.isEmpty();
  }

  /// Runs until nothing is left to do.
  void drain(Predicate<FailureId> succeeds) {
    boolean any = true;
    while (any) {
      any = obey();
      any |= consume(succeeds);
      any |= delayedCommands() > 0;
    }
  }

  Redrive redrive(RedriveId id) {
    return redrives.find(id).orElseThrow();
  }

  List<Integer> claims(RedriveId id) {
    return redrive(id).steps().stream().map(Step::claimed).toList();
  }

  List<Failure> inState(Name state) {
    return failures.page(situation.open().withState(state), 5_000, Optional.empty()).failures();
  }

  FailureFilter named(Set<FailureId> ids) {
    return situation.open().withIds(ids);
  }

  List<String> auditLines(RedriveId id) {
    return audit.list(TestEnvironment.NOW.minusSeconds(1), 1_000, Optional.empty()).stream()
        .filter(line -> line.id().startsWith(id.value()))
        .map(line -> line.action() + ": " + line.outcome())
        .toList();
  }

  int delayedCommands() {
    return Integer.parseInt(
        LocalSqs.client()
            .getQueueAttributes(
                request ->
                    request
                        .queueUrl(commands.url())
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
            .attributes()
            .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
  }

  private List<QueueMessage> invoke(List<QueueMessage> messages) {
    alive.set(true);
    try {
      var failed = function.handle(messages, new TestContext());
      return messages.stream().filter(message -> failed.contains(message.id())).toList();
    } catch (Killed _) {
      return messages;
    }
  }

  private static String attribute(QueueMessage message, String name) {
    return message.attribute(name).orElseThrow(() -> new AssertionError("no attribute " + name));
  }

  private AwsClients aws(DynamoDbClient tables) {
    var some = TestClients.of(tables, LocalSqs.client(), new TestBus(), new MemoryObjects());
    return new AwsClients(
        some.dynamoDb(),
        some.sqs(),
        some.sns(),
        some.eventBridge(),
        some.s3(),
        some.s3Presigner(),
        some.ssm(),
        lambda,
        some.cloudWatch());
  }

  private FunctionEnvironment environment(AwsClients aws) {
    return TestEnvironment.of(
        aws,
        Map.of(
            "BUCKET",
            "bucket",
            "QUEUES",
            commands.variable(),
            "REDRIVE_QUEUE_URL",
            commands.url(),
            "DEAD_LETTERS",
            "%s,%s,%d,activity-loader".formatted(target.deadLetterQueue(), target.name(), cap),
            "FUNCTIONS",
            PUBLISHER + ",stack-publisher:live activity-loader,stack-loader:live",
            "PATIENCE_SECONDS",
            Long.toString(PATIENCE.toSeconds()),
            "PAUSE_SECONDS",
            Long.toString(pause.toSeconds()),
            "RECOUNT_SECONDS",
            "0",
            "RETRY_BACKOFF_SECONDS",
            "0"),
        now::get);
  }
}
