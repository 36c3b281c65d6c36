package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.integration.stack.Tenant;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import groundswell.workload.oracle.BoardLine;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Scenario
class JoiningAndLeaving {
  private static final ChallengeSpec STEPS =
      ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000", RewardSpec.at(20, 7));

  private final Tenant tenant;

  JoiningAndLeaving(Tenant tenant) {
    this.tenant = tenant;
  }

  @BeforeEach
  void aChallenge() {
    tenant.define(STEPS);
  }

  @Test
  void givesTheSameBeforeAndAfterTheActivity() {
    tenant.uploadMembers(List.of(MemberRow.of("before", "steps"), MemberRow.of("after")));
    tenant.upload(steps("before", 1, "5000"), steps("after", 1, "5000"));
    tenant.settle();

    tenant.join("after", "steps");

    tenant.settle();
    assertThat(tenant.board("steps")).extracting(BoardLine::rank).containsExactly(1, 1);
  }

  @Test
  void removesAMemberWhoLeavesAndBringsBackOneWhoReturns() {
    tenant.uploadMembers(List.of(MemberRow.of("ann", "steps"), MemberRow.of("bob", "steps")));
    tenant.upload(steps("ann", 1, "5000"), steps("bob", 1, "4000"));
    tenant.settle();

    tenant.leave("ann", "steps");
    tenant.enter(steps("ann", 2, "1000"));
    tenant.settle();
    assertThat(tenant.board("steps")).hasSize(1);
    assertThat(tenant.rewards("ann", "steps").points()).isZero();

    tenant.join("ann", "steps");
    tenant.settle();
    assertThat(tenant.board("steps")).hasSize(2);
    assertThat(tenant.rewards("ann", "steps").points()).isEqualTo(7);
  }

  @Test
  void leavesBeforeAnyActivityForGood() {
    tenant.register(MemberRow.of("ann", "steps"));
    tenant.leave("ann", "steps");
    tenant.upload(steps("ann", 1, "5000"));

    tenant.settle();
    assertThat(tenant.board("steps")).isEmpty();
  }

  @Test
  void endsAtTheDeadlineButKeepsThoseWhoAreIn() {
    tenant.register(MemberRow.of("ann", "steps"));
    tenant.register(MemberRow.of("late"));
    tenant.define(STEPS.withJoinDeadline(START));

    var refused = tenant.api().put("/members/late/challenges/steps", "{}");

    assertThat(refused.status()).isEqualTo(409);
    tenant.upload(steps("ann", 1, "5000"), steps("late", 1, "5000"));
    tenant.settle();
    assertThat(tenant.board("steps")).hasSize(1);
  }

  private static ActivityRow steps(String member, int day, String value) {
    return ActivityRow.of(member, day(day), "steps", value);
  }
}
