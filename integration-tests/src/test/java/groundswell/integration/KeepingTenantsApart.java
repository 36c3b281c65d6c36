package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.UploadRequest;
import groundswell.domain.ids.UploadId;
import groundswell.integration.stack.Stack;
import groundswell.integration.stack.Tenant;
import groundswell.workload.ActivityCsv;
import groundswell.workload.ActivityOptions;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.MemberGenerator;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import groundswell.workload.Workload;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@Scenario
class KeepingTenantsApart {
  private static final ChallengeSpec STEPS =
      ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000");

  @Test
  void whoUploadTheSameMembersAtOnce(Tenant one, Tenant other) {
    var first = workload(1);
    var second = workload(2);
    for (var tenant : List.of(one, other)) {
      tenant.define(STEPS);
      tenant.uploadMembers(first.members());
    }

    var uploadOfOne = start(one, first);
    var uploadOfOther = start(other, second);
    one.await(uploadOfOne);
    other.await(uploadOfOther);

    one.settle();
    other.settle();
    assertThat(one.board("steps")).isNotEqualTo(other.board("steps"));
  }

  private static UploadId start(Tenant tenant, Workload workload) {
    var file = ActivityCsv.write(tenant.newFile(), workload.activityLines());
    tenant.oracle().upload(workload.activityLines(), Instant.now());
    return tenant.administrator().send(UploadRequest.activity(file.path()));
  }

  private static Workload workload(long seed) {
    var members = MemberGenerator.members(7, 50, List.of(STEPS.id()));
    return new Workload(seed, List.of(), members, ActivityOptions.of(1_000, START, 33, "steps"));
  }

  @Test
  void whoAskForEachOthersData(Stack stack) {
    var one = Tenant.fresh(stack);
    var other = Tenant.fresh(stack);
    one.define(STEPS);
    one.register(MemberRow.of("ann", "steps"));
    var upload = one.upload(ActivityRow.of("ann", day(0), "steps", "100"));

    assertThat(other.api().get("/challenges/steps/board").status()).isEqualTo(404);
    assertThat(other.api().get("/members/ann").status()).isEqualTo(404);
    assertThat(other.api().get("/uploads/" + upload.upload()).status()).isEqualTo(404);
    one.settle();
  }
}
