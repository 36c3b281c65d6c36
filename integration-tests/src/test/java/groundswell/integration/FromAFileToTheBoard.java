package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.ids.MemberId;
import groundswell.integration.stack.Tenant;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import groundswell.workload.oracle.BoardLine;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

@Scenario
class FromAFileToTheBoard {
  @Test
  void bringsOneRow(Tenant tenant) {
    tenant.define(ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000"));
    tenant.uploadMembers(List.of(MemberRow.of("ann", "steps")));
    tenant.upload(ActivityRow.of("ann", day(3), "steps", "8123"));

    tenant.settle();

    assertThat(tenant.board("steps"))
        .containsExactly(new BoardLine(1, new MemberId("ann"), new BigDecimal("8123")));
  }
}
