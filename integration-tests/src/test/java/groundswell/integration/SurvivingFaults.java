package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.MembersApi;
import groundswell.integration.faults.FaultPlan;
import groundswell.integration.stack.OneJvm;
import groundswell.integration.stack.Operator;
import groundswell.integration.stack.Stack;
import groundswell.integration.stack.Tenant;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.Redrive;
import groundswell.workload.ActivityOptions;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.FileLine;
import groundswell.workload.MemberGenerator;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import groundswell.workload.Workload;
import groundswell.workload.Workloads;
import groundswell.workload.oracle.BoardLine;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Throttled and failing calls, lost answers, handlers that crash at some points, duplicated and
/// reordered messages: afterwards everything is as if there had been no faults.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurvivingFaults {
  private static final int RUNS = 3;
  private static final List<ChallengeSpec> CHALLENGES =
      List.of(
          ChallengeSpec.of(
              "total",
              START,
              END,
              Rule.total("steps", "20000"),
              "120000",
              RewardSpec.at(50, 10),
              RewardSpec.at(100, 20)),
          ChallengeSpec.of(
              "streak",
              START,
              END,
              Rule.streak("active_minutes", "60"),
              "4",
              RewardSpec.at(100, 5)));

  private final FaultPlan faults = new FaultPlan();
  private Stack stack;

  @BeforeAll
  void start(@TempDir Path directory) {
    stack = OneJvm.start(OneJvm.impatient(directory).withInterceptor(faults));
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  static LongStream seeds() {
    var given = Long.getLong("groundswell.seed");
    return given == null ? LongStream.rangeClosed(1, RUNS) : LongStream.of(given);
  }

  @ParameterizedTest(name = "-Dgroundswell.seed={0}")
  @MethodSource("seeds")
  void leavesEverythingAsWithoutThem(long seed) throws Exception {
    System.out.printf("fault plan: -Dgroundswell.seed=%d%n", seed);
    var tenant = Tenant.fresh(stack);
    CHALLENGES.forEach(tenant::define);

    faults.begin(seed);
    play(tenant, seed);
    faults.end();

    stack.awaitQuiet();
    redriveWhatFailed();
    System.out.println(faults);
    tenant.settle();
  }

  @ParameterizedTest(name = "-Dgroundswell.seed={0}")
  @MethodSource("seeds")
  void erasesMembersAsWithoutThem(long seed) throws Exception {
    System.out.printf("fault plan: -Dgroundswell.seed=%d%n", seed);
    var tenant = Tenant.fresh(stack);
    CHALLENGES.forEach(tenant::define);
    var ids = CHALLENGES.stream().map(ChallengeSpec::id).toList();
    var members = MemberGenerator.members(seed, 40, ids, 100);
    tenant.uploadMembers(members);
    tenant.upload(lines(members, seed, 800));
    tenant.settle();

    faults.begin(seed);
    var erased = members.stream().limit(20).map(MemberRow::id).toList();
    erased.forEach(new MembersApi(tenant.api())::erase);
    stack.awaitQuiet();
    faults.end();

    redriveWhatFailed();
    stack.awaitQuiet();
    assertThat(tenant.board("total"))
        .hasSize(20)
        .extracting(BoardLine::member)
        .doesNotContainAnyElementsOf(erased);
    assertThat(erased)
        .allSatisfy(id -> assertThat(tenant.api().get("/members/" + id).status()).isEqualTo(404));
  }

  /// Messages may fail only because of the faults: none may be a permanent failure.
  private void redriveWhatFailed() {
    var operator = new Operator(stack);
    var failed = operator.all(FailureFilter.OPEN);
    assertThat(failed)
        .extracting(failure -> failure.cause().kind())
        .doesNotContain(FailureKind.PERMANENT);
    if (failed.isEmpty()) return;
    var redrive = operator.redrive(FailureFilter.OPEN, 0);
    System.out.printf("redriven: %s%n", redrive.steps());
    stack.awaitQuiet();
    assertThat(redrive.state()).isEqualTo(Redrive.State.COMPLETED);
    assertThat(operator.all(FailureFilter.OPEN)).isEmpty();
  }

  /// Uploads, corrections, joining and leaving, another goal. Where the order matters, each step
  /// ends before the next begins.
  private static void play(Tenant tenant, long seed) {
    var random = new SplittableRandom(seed);
    var ids = CHALLENGES.stream().map(ChallengeSpec::id).toList();
    var members = MemberGenerator.members(seed, 120, ids, 70);
    tenant.uploadMembers(members);
    tenant.upload(lines(members, seed, 3_000));
    for (int i = 0; i < 15; i++) {
      var member = members.get(random.nextInt(members.size())).id().value();
      if (random.nextBoolean()) tenant.leave(member, "total");
      else tenant.join(member, "total");
    }
    tenant.define(CHALLENGES.getFirst().withGoal("90000"));
    tenant.upload(lines(members, seed + 1, 1_000));
  }

  private static List<FileLine> lines(List<MemberRow> members, long seed, int rows) {
    var activity =
        ActivityOptions.of(rows, START, 33, "steps", "active_minutes")
            .withRepeats(rows / 20, rows / 10)
            .withBad(Workloads.someOfEach(1))
            .from("watch", "phone");
    return new Workload(seed, List.of(), members, activity).activityLines().toList();
  }
}
