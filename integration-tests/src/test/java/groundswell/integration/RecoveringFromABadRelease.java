package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.ids.MemberId;
import groundswell.integration.stack.Operator;
import groundswell.integration.stack.Stack;
import groundswell.integration.stack.Tenant;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureState;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.Redrive.Step;
import groundswell.operations.failures.Subjects;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.FileLine;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A small incident, wherever the system runs: a function is deployed with the name of a missing
/// table, until its messages are dead-lettered. Then an operator redrives them.
@Scenario
class RecoveringFromABadRelease {
  private static final int MEMBERS = 12;
  private static final int DAYS = 5;

  private final Stack stack;
  private final Tenant tenant;
  private final Operator operator;

  RecoveringFromABadRelease(Stack stack, Tenant tenant) {
    this.stack = stack;
    this.tenant = tenant;
    operator = new Operator(stack);
  }

  @Test
  void bringsBackWhatItGaveUp() {
    tenant.define(
        ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000", RewardSpec.at(50, 10)));
    var members =
        IntStream.range(0, MEMBERS).mapToObj(n -> MemberRow.of("m" + n, "steps")).toList();
    tenant.uploadMembers(members);
    tenant.settle();

    try (var _ = stack.misdirect("ProgressCalculator", "PROGRAMS_TABLE")) {
      tenant.upload(rows(members));
      tenant.enter(ActivityRow.of("m0", day(DAYS), "steps", "9000"));
      var all = members.stream().map(MemberRow::id).collect(toSet());
      stack.await("failures of all members", () -> membersOf(open()).containsAll(all));

      var redrive = operator.redrive(ofTenant(), 5);
      assertThat(redrive.state()).isEqualTo(Redrive.State.STOPPED);
      assertThat(redrive.steps()).extracting(Step::claimed).containsExactly(1);
      stack.await("nothing being redriven", () -> redriving().isEmpty());
    }

    var failed = open();
    var redrive = operator.redrive(ofTenant(), 0);
    assertThat(redrive.state()).isEqualTo(Redrive.State.COMPLETED);
    assertThat(redrive.succeeded()).isEqualTo(failed.size());
    assertThat(open()).isEmpty();
    tenant.settle();
  }

  private static List<FileLine> rows(List<MemberRow> members) {
    return members.stream()
        .flatMap(
            member ->
                IntStream.range(0, DAYS)
                    .mapToObj(n -> ActivityRow.of(member.id().value(), day(n), "steps", "1000")))
        .<FileLine>map(FileLine.Good::new)
        .toList();
  }

  private List<Failure> open() {
    return operator.all(ofTenant());
  }

  private List<Failure> redriving() {
    return operator.all(ofTenant().withState(FailureState.Name.REDRIVING));
  }

  private FailureFilter ofTenant() {
    return FailureFilter.OPEN.withTenant(tenant.id());
  }

  private Set<MemberId> membersOf(List<Failure> failures) {
    return operator
        .failures()
        .messages(failures.stream().map(Failure::id).toList())
        .values()
        .stream()
        .flatMap(message -> Subjects.members(message.body()).keySet().stream())
        .collect(toSet());
  }
}
