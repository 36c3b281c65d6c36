package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.integration.stack.Tenant;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import groundswell.workload.oracle.BoardLine;
import java.util.List;
import org.junit.jupiter.api.Test;

@Scenario
class LeavingByACompleteFile {
  private static final ChallengeSpec STEPS =
      ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000", RewardSpec.at(20, 7));
  private static final MemberRow ANN = MemberRow.of("ann", "steps");
  private static final MemberRow BOB = MemberRow.of("bob", "steps");
  private static final MemberRow CEM = MemberRow.of("cem", "steps");

  private final Tenant tenant;

  LeavingByACompleteFile(Tenant tenant) {
    this.tenant = tenant;
  }

  @Test
  void takesWhoIsMissingOffTheBoardAndBringsBackWhoReturns() {
    tenant.define(STEPS);
    tenant.uploadMembers(List.of(ANN, BOB));
    tenant.upload(
        ActivityRow.of("ann", day(1), "steps", "5000"),
        ActivityRow.of("bob", day(1), "steps", "4000"));
    tenant.settle();

    var report = tenant.uploadAllMembers(List.of(BOB, CEM));
    tenant.settle();

    assertThat(requireNonNull(report.answer().report()).left()).isEqualTo(1);
    assertThat(tenant.board("steps"))
        .extracting(BoardLine::member)
        .containsExactly(BOB.id(), CEM.id());
    assertThat(tenant.rewards("ann", "steps").points()).isZero();

    tenant.uploadAllMembers(List.of(ANN, BOB, CEM));
    tenant.settle();
    assertThat(tenant.board("steps"))
        .extracting(BoardLine::member)
        .containsExactly(ANN.id(), BOB.id(), CEM.id());
  }
}
