package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.integration.stack.Tenant;
import groundswell.workload.ActivityOptions;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.MemberGenerator;
import groundswell.workload.Rule;
import groundswell.workload.Workload;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Scenario
class ChangingAChallenge {
  private static final ChallengeSpec STEPS =
      ChallengeSpec.of("steps", START, END, Rule.total("steps"), "200000", RewardSpec.at(50, 7));

  private final Tenant tenant;

  ChangingAChallenge(Tenant tenant) {
    this.tenant = tenant;
  }

  @BeforeEach
  void aChallengeThatIsOnItsWay() {
    tenant.define(STEPS);
    var members = MemberGenerator.members(2, 60, List.of(STEPS.id()));
    var activity = ActivityOptions.of(1_200, START, 33, "steps", "active_minutes");
    tenant.uploadMembers(members);
    tenant.upload(new Workload(2, List.of(), members, activity).activityLines().toList());
    tenant.settle();
  }

  @Test
  void recomputesEverybodyUnderAnotherRule() {
    tenant.define(STEPS.withRule(Rule.streak("active_minutes", "50")).withGoal("3"));

    tenant.settle();
  }

  @Test
  void judgesRewardsAgainUnderAnotherGoal() {
    tenant.define(STEPS.withGoal("500"));
    tenant.settle();

    tenant.define(STEPS.withGoal("9000000"));
    tenant.settle();
  }

  @Test
  void canBeRecalculatedOnDemandToTheSameResult() {
    var board = tenant.board("steps");

    tenant.administrator().recalculate(STEPS.id());

    tenant.settle();
    assertThat(tenant.board("steps")).isEqualTo(board);
  }
}
