package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.model.ActivityCorrection;
import groundswell.domain.ids.MetricId;
import groundswell.integration.stack.Tenant;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Scenario
class EnteringActivityLive {
  private static final MetricId STEPS = new MetricId("steps");

  private final Tenant tenant;

  EnteringActivityLive(Tenant tenant) {
    this.tenant = tenant;
  }

  @BeforeEach
  void aMemberInAChallenge() {
    tenant.define(ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000"));
    tenant.register(MemberRow.of("ann", "steps"));
  }

  @Test
  void answersWithTheProgressThatItMakes() {
    var answer = tenant.enter(ActivityRow.of("ann", day(0), "steps", "2500"));

    assertThat(answer.progress().getFirst().percent()).isEqualTo(25);
    tenant.settle();
  }

  @Test
  void letsACorrectionStandOverWhatIsMeasuredLaterUntilItIsLifted() {
    tenant.correct("ann", ActivityCorrection.to(day(0), STEPS, BigDecimal.valueOf(2_500)));
    tenant.enter(ActivityRow.of("ann", day(0), "steps", "9000"));
    tenant.upload(ActivityRow.of("ann", day(0), "steps", "9500").from("watch"));

    tenant.settle();
    assertThat(tenant.progress("ann", "steps").value()).isEqualByComparingTo("2500");

    tenant.correct("ann", ActivityCorrection.blank(day(0), STEPS));
    tenant.settle();
    assertThat(tenant.progress("ann", "steps").value()).isEqualByComparingTo("0");

    tenant.correct("ann", ActivityCorrection.lift(day(0), STEPS));
    tenant.settle();
    assertThat(tenant.progress("ann", "steps").value()).isEqualByComparingTo("9500");
  }

  @Test
  void countsTheDeviceAgainOnceAnEntryIsWithdrawn() {
    tenant.upload(ActivityRow.of("ann", day(0), "steps", "5000").from("watch"));
    tenant.enter(ActivityRow.of("ann", day(0), "steps", "9000"));
    tenant.withdraw("ann", day(0), STEPS);

    tenant.settle();
    assertThat(tenant.progress("ann", "steps").value()).isEqualByComparingTo("5000");
  }

  @Test
  void refusesMembersWhoAreNotRegistered() {
    var entry =
        """
        {"entries": [{"date": "%s", "metric": "steps", "value": 1}]}"""
            .formatted(day(0));

    assertThat(tenant.api().post("/members/nobody/activity", entry).status()).isEqualTo(404);
    tenant.settle();
    assertThat(tenant.board("steps")).hasSize(1);
  }
}
