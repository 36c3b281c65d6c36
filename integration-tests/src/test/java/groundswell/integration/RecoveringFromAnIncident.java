package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.ids.UploadId;
import groundswell.integration.faults.FaultPlan;
import groundswell.integration.faults.Outage;
import groundswell.integration.stack.OneJvm;
import groundswell.integration.stack.Operator;
import groundswell.integration.stack.Stack;
import groundswell.integration.stack.Tenant;
import groundswell.local.calls.Call;
import groundswell.local.template.Topology.Queue;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureGroup;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.FailureState;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.Redrive.Step;
import groundswell.platform.tables.Item;
import groundswell.workload.ActivityOptions;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.MemberGenerator;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import groundswell.workload.Workload;
import groundswell.workload.Workloads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Files arrive while a dependency is down, a release has a bug that affects one member in a
/// hundred, nonsense is in a queue, and calls are throttled, lost or crash their callers. Then an
/// operator looks, waits, fixes the causes, and redrives everything.
///
/// `-Dgroundswell.sites=40` makes it 200,000 rows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveringFromAnIncident {
  private static final long SEED = Long.getLong("groundswell.seed", 1);
  private static final int SITES = Integer.getInteger("groundswell.sites", 12);
  private static final int ROWS_OF_A_SITE = 5_000;
  private static final int MEMBERS_OF_A_SITE = 150;
  private static final int NONSENSE = 40;

  /// Handling a message takes about a hundred calls.
  private static final double FAULTS_RARER_BY = 25;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// Few receives, so that many messages are dead-lettered; and windows that collect the rows of a
  /// burst.
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "Pace", "normal",
          "TenantOpenUploads", "100",
          "LiveMaxReceiveCount", "4",
          "BulkMaxReceiveCount", "4");

  private static final List<ChallengeSpec> CHALLENGES =
      List.of(
          ChallengeSpec.of(
              "total",
              START,
              END,
              Rule.total("steps", "25000"),
              "800000",
              RewardSpec.at(50, 10),
              RewardSpec.at(100, 20)),
          ChallengeSpec.of(
              "streak", START, END, Rule.streak("steps", "3000"), "20", RewardSpec.at(100, 5)));

  private final FaultPlan faults = new FaultPlan();
  private final Outage dependency = new Outage();
  private final Outage release = new Outage();
  private Stack stack;
  private Operator operator;

  /// Messages of bulk queues wait for their windows, so they need a longer timeout.
  private static Queue redeliveredSoon(Queue queue) {
    var isBulk = queue.logicalId().endsWith("BulkQueue");
    return queue.withVisibilityTimeout(Duration.ofSeconds(isBulk ? 10 : 3));
  }

  @BeforeAll
  void start(@TempDir Path directory) {
    var options =
        OneJvm.impatient(directory)
            .withParameters(PARAMETERS)
            .withQueues(RecoveringFromAnIncident::redeliveredSoon)
            .withInterceptor(faults.with(dependency).with(release));
    stack = OneJvm.start(options, PATIENCE);
    operator = new Operator(stack);
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  void leavesEverythingAsWithoutIt() throws Exception {
    System.out.printf("incident: -Dgroundswell.seed=%d%n", SEED);
    var tenant = Tenant.fresh(stack);
    CHALLENGES.forEach(tenant::define);
    var ids = CHALLENGES.stream().map(ChallengeSpec::id).toList();
    var members = MemberGenerator.members(SEED, SITES * MEMBERS_OF_A_SITE, ids, 90);
    tenant.uploadMembers(members);

    faults.beginEvery(SEED, FAULTS_RARER_BY);
    dependency.of("ActivityLoader", "BatchGetItem");
    release.ofCode("ProgressCalculator", RecoveringFromAnIncident::isOfOneMemberInAHundred);
    var uploads = send(tenant, members);
    sendNonsense();
    stack.awaitQuiet();
    var down = largest(FailureKind.TRANSIENT, "ProvisionedThroughputExceededException");
    var plan = operator.plan(FailureFilter.OPEN);
    assertThat(plan.path("failures").asInt()).isEqualTo(open().size());
    assertThat(plan.path("groups").path(down.fingerprint().value()).asLong())
        .isEqualTo(down.count(FailureState.Name.OPEN));

    dependency.end();
    redrive(FailureFilter.OPEN.withGroup(down.fingerprint()), 100);
    var broken = largest(FailureKind.FAULT, "IllegalStateException");
    var still = redrive(FailureFilter.OPEN.withGroup(broken.fingerprint()), 5);
    assertThat(still.state()).isEqualTo(Redrive.State.STOPPED);
    assertThat(still.steps()).extracting(Step::claimed).containsExactly(1);

    release.end();
    faults.end();
    var nonsense = largest(FailureKind.PERMANENT, "undecodable");
    assertThat(operator.park(FailureFilter.OPEN.withGroup(nonsense.fingerprint())))
        .isEqualTo(NONSENSE);
    var rest = redrive(FailureFilter.OPEN, 5);
    assertThat(rest.state()).isEqualTo(Redrive.State.COMPLETED);
    assertThat(rest.failedAgain()).isZero();

    uploads.forEach(tenant::await);
    assertThat(operator.failures().groups())
        .allMatch(group -> group.count(FailureState.Name.OPEN) == 0);
    tenant.settle();
    System.out.printf("%s; redriven: %s, %s%n", faults, still.steps(), rest.steps());
  }

  private Redrive redrive(FailureFilter filter, int refailurePercentMax) {
    var redrive = operator.redrive(filter, refailurePercentMax);
    stack.awaitQuiet();
    return redrive;
  }

  private List<Failure> open() {
    return operator.all(FailureFilter.OPEN);
  }

  /// The largest group of open failures of a kind and error.
  private FailureGroup largest(FailureKind kind, String error) {
    return operator.failures().groups().stream()
        .filter(
            group ->
                group.latest().cause().kind() == kind
                    && group.latest().cause().error().equals(error))
        .max(comparingLong(group -> group.count(FailureState.Name.OPEN)))
        .orElseThrow();
  }

  /// One file for each site, with the rows of its members.
  private static List<UploadId> send(Tenant tenant, List<MemberRow> members) {
    var activity =
        ActivityOptions.of(ROWS_OF_A_SITE, START, 33, "steps")
            .withRepeats(ROWS_OF_A_SITE / 50, ROWS_OF_A_SITE / 20)
            .withBad(Workloads.someOfEach(1))
            .from("watch", "phone");
    return IntStream.range(0, SITES)
        .mapToObj(site -> members.subList(site * MEMBERS_OF_A_SITE, (site + 1) * MEMBERS_OF_A_SITE))
        .map(some -> new Workload(SEED, List.of(), some, activity).activityLines().toList())
        .map(tenant::send)
        .toList();
  }

  private static boolean isOfOneMemberInAHundred(Call call) {
    return call.request() instanceof UpdateItemRequest update
        && Item.of(update.key()).sortKey().endsWith("00");
  }

  private void sendNonsense() {
    for (int i = 0; i < NONSENSE; i++) {
      var body = "{\"detail-type\":\"Nonsense\",\"detail\":{\"n\":%d}}".formatted(i);
      stack
          .aws()
          .sqs()
          .sendMessage(
              message -> message.queueUrl(stack.queueUrl("ProgressBulkQueue")).messageBody(body));
    }
  }
}
