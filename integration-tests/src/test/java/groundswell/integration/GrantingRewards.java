package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.events.Event;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.rewards.Ledger;
import groundswell.integration.stack.Stack;
import groundswell.integration.stack.Tenant;
import groundswell.platform.events.EventCodec;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Scenario
class GrantingRewards {
  private final Tenant tenant;

  GrantingRewards(Tenant tenant) {
    this.tenant = tenant;
  }

  @BeforeEach
  void aChallengeWithRewards() {
    tenant.define(
        ChallengeSpec.of(
            "steps",
            START,
            END,
            Rule.total("steps"),
            "10000",
            RewardSpec.at(50, 10),
            RewardSpec.at(100, 30)));
    tenant.register(MemberRow.of("ann", "steps"));
  }

  @Test
  void grantsOnceAndReversesAfterACorrection() {
    tenant.enter(steps("10000"));
    tenant.settle();
    assertThat(points()).isEqualTo(40);

    tenant.enter(steps("6000"));
    tenant.settle();
    assertThat(points()).isEqualTo(10);

    tenant.enter(steps("4999"));
    tenant.settle();
    assertThat(points()).isZero();
  }

  @Test
  void tellsEachReasonOnce() {
    tenant.enter(steps("10000"));
    tenant.settle();
    tenant.enter(steps("10001"));
    tenant.settle(() -> assertThat(tenant.notifications("ann")).hasSize(3));

    tenant.enter(steps("6000"));
    tenant.settle(
        () ->
            assertThat(tenant.notifications("ann"))
                .extracting(message -> message.attributes().get("kind"))
                .containsExactlyInAnyOrder(
                    "goal-reached", "reward-granted", "reward-granted", "reward-reversed"));
  }

  @Test
  void tellsEachReasonOnceHoweverOftenTheEventComes(Stack stack) {
    tenant.enter(steps("6000"));
    tenant.settle();
    var ledger =
        new Event.MemberLedger(
            new MemberId("ann"),
            new ChallengeId("steps"),
            new TreeMap<>(Map.of(new RewardId("percent-50"), new Ledger.Entry(true, 10, 1))));
    var event = new Event.RewardChanged(tenant.id(), Lane.LIVE, List.of(ledger));

    for (int copy = 0; copy < 5; copy++)
      stack
          .aws()
          .sqs()
          .sendMessage(
              message ->
                  message
                      .queueUrl(stack.queueUrl("NotificationQueue"))
                      .messageBody(EventCodec.message(event)));

    tenant.settle();
    assertThat(tenant.notifications("ann")).hasSize(1);
  }

  private long points() {
    return tenant.rewards("ann", "steps").points();
  }

  private static ActivityRow steps(String value) {
    return ActivityRow.of("ann", day(0), "steps", value);
  }
}
