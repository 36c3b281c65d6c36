package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.integration.stack.Stack;
import groundswell.integration.stack.Tenant;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Scenario
class OutlastingThrottles {
  private final Stack stack;
  private final Tenant tenant;

  OutlastingThrottles(Stack stack, Tenant tenant) {
    this.stack = stack;
    this.tenant = tenant;
  }

  @BeforeEach
  void aMemberInAChallenge() {
    tenant.define(
        ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000", RewardSpec.at(50, 10)));
    tenant.register(MemberRow.of("ann", "steps"));
    tenant.settle();
  }

  @Test
  void ofAQueuesFunction() {
    try (var _ = stack.throttle("ProgressCalculator")) {
      tenant.enter(steps("6000"));
      stack.await("waiting message", () -> stack.depth("ProgressLiveQueue") > 0);
      tenant.enter(steps("7000"));
    }

    tenant.settle();
    assertThat(tenant.rewards("ann", "steps").points()).isEqualTo(10);
  }

  @Test
  void ofAStreamsFunction() {
    try (var _ = stack.throttle("UsersStreamPublisher")) {
      tenant.enter(steps("6000"));
      assertThat(tenant.board("steps")).allMatch(line -> line.score().signum() == 0);
    }

    tenant.settle();
    assertThat(tenant.rewards("ann", "steps").points()).isEqualTo(10);
  }

  private static ActivityRow steps(String value) {
    return ActivityRow.of("ann", day(0), "steps", value);
  }
}
