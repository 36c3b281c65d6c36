package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.ids.UploadId;
import groundswell.integration.faults.Outage;
import groundswell.integration.stack.OneJvm;
import groundswell.integration.stack.Operator;
import groundswell.integration.stack.Stack;
import groundswell.integration.stack.Tenant;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.FailureState;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.Redrive.Step;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.FileLine;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A dependency is down until messages are dead-lettered. Then an operator redrives them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedrivingFailures {
  private static final int UPLOADS = 13;

  private final Outage outage = new Outage();
  private Stack stack;
  private Operator operator;

  @BeforeAll
  void start(@TempDir Path directory) {
    var options =
        OneJvm.impatient(directory)
            .withParameters(Map.of("LiveMaxReceiveCount", "2", "BulkMaxReceiveCount", "2"));
    stack = OneJvm.start(options.withInterceptor(outage));
    operator = new Operator(stack);
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @AfterEach
  void leaveNothingOpen() {
    outage.end();
    assertThat(operator.all(FailureFilter.OPEN)).isEmpty();
  }

  @Test
  void bringsEverythingBackInStepsThatGrow() {
    var tenant = aTenantWith("ann");
    var uploads = failing(tenant, UPLOADS, "ann");

    assertThat(operator.failures().groups())
        .filteredOn(group -> group.affected().tenants().contains(tenant.id()))
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.latest().cause().kind()).isEqualTo(FailureKind.TRANSIENT);
              assertThat(group.count(FailureState.Name.OPEN)).isEqualTo(UPLOADS);
              assertThat(group.affected().uploads()).containsAll(uploads);
            });

    outage.end();
    var redrive = operator.redrive(of(tenant), 5);

    assertThat(redrive.state()).isEqualTo(Redrive.State.COMPLETED);
    assertThat(redrive.steps()).extracting(Step::claimed).containsExactly(1, 10, 2);
    assertThat(redrive.steps()).extracting(Step::succeeded).containsExactly(1, 10, 2);
    uploads.forEach(tenant::await);
    tenant.settle();
  }

  @Test
  void showsOperatorsWhatTheFunctionsDidAndHowFullTheirCapsAre() {
    var tenant = aTenantWith("flo");
    failing(tenant, 1, "flo");
    outage.end();
    operator.redrive(of(tenant), 5);

    var replayer = operator.look("/operations/flow").at("/functions/10");
    var cap = operator.look("/operations/caps").at("/functions/8");

    assertThat(replayer.path("function").asText()).isEqualTo("dlq-replayer");
    assertThat(replayer.path("minutes").findValues("invocations")).isNotEmpty();
    assertThat(cap.path("function").asText()).isEqualTo("dlq-replayer");
    assertThat(cap.path("peak").asInt()).isBetween(1, cap.path("cap").asInt());
    tenant.settle();
  }

  @Test
  void stopsAtTheFirstStepWhileTheHandlerIsStillBroken() {
    var tenant = aTenantWith("ben");
    failing(tenant, UPLOADS, "ben");

    var redrive = operator.redrive(of(tenant), 5);

    assertThat(redrive.state()).isEqualTo(Redrive.State.STOPPED);
    assertThat(redrive.steps()).extracting(Step::claimed).containsExactly(1);
    assertThat(redrive.remark()).contains("1 of the 1 sent in step 1 failed again");
    stack.awaitQuiet();
    assertThat(operator.all(of(tenant))).hasSize(UPLOADS);

    outage.end();
    assertThat(operator.redrive(of(tenant), 5).succeeded()).isEqualTo(UPLOADS);
    tenant.settle();
  }

  @Test
  void takesEachFailureOnceWhenTwoDoItAtOnce() {
    var tenant = aTenantWith("cem");
    failing(tenant, UPLOADS, "cem");
    outage.end();

    var one = operator.start(of(tenant), 5);
    var other = operator.start(of(tenant), 5);

    var both = List.of(operator.await(one), operator.await(other));
    assertThat(both).extracting(Redrive::state).containsOnly(Redrive.State.COMPLETED);
    assertThat(both.stream().mapToLong(Redrive::succeeded).sum()).isEqualTo(UPLOADS);
    assertThat(operator.all(of(tenant).withState(FailureState.Name.RESOLVED)))
        .extracting(failure -> failure.history().redrives())
        .containsOnly(0);
    tenant.settle();
  }

  @Test
  void leavesANewerValueAloneAndSaysSo() {
    var tenant = aTenantWith("dan");
    var older =
        failing(
            tenant,
            List.of(
                ActivityRow.of("dan", day(1), "steps", "9000")
                    .from("watch")
                    .recordedAt(hoursAgo(3))));
    outage.end();
    tenant.enter(ActivityRow.of("dan", day(1), "steps", "400").from("watch"));

    operator.redrive(of(tenant), 5);

    assertThat(tenant.await(older).rows().superseded()).isEqualTo(1);
    assertThat(tenant.progress("dan", "steps").value()).isEqualByComparingTo("400");
    tenant.settle();
  }

  private Tenant aTenantWith(String member) {
    var tenant = Tenant.fresh(stack);
    tenant.define(
        ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000", RewardSpec.at(50, 10)));
    tenant.register(MemberRow.of(member, "steps"));
    return tenant;
  }

  /// Uploads that all fail, one row each.
  private List<UploadId> failing(Tenant tenant, int uploads, String member) {
    var sent = new ArrayList<UploadId>();
    for (int i = 0; i < uploads; i++)
      sent.add(send(tenant, List.of(ActivityRow.of(member, day(i), "steps", "1000"))));
    awaitFailures(tenant, uploads);
    return sent;
  }

  private UploadId failing(Tenant tenant, List<ActivityRow> rows) {
    var upload = send(tenant, rows);
    awaitFailures(tenant, 1);
    return upload;
  }

  /// An upload that can't be loaded.
  private UploadId send(Tenant tenant, List<ActivityRow> rows) {
    outage.of("ActivityLoader", "BatchGetItem");
    return tenant.send(rows.stream().<FileLine>map(FileLine.Good::new).toList());
  }

  private void awaitFailures(Tenant tenant, int failures) {
    stack.await(
        failures + " failures of " + tenant.id(),
        () -> operator.all(of(tenant)).size() == failures);
  }

  private static FailureFilter of(Tenant tenant) {
    return FailureFilter.OPEN.withTenant(tenant.id());
  }

  private static Instant hoursAgo(int hours) {
    return Instant.now().minusSeconds(hours * 3_600L);
  }
}
