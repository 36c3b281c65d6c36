package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.UploadRequest;
import groundswell.client.UploadsApi;
import groundswell.client.model.Upload;
import groundswell.domain.ids.UploadId;
import groundswell.integration.stack.Stack;
import groundswell.integration.stack.Tenant;
import groundswell.workload.ActivityCsv;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.FileLine;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A client notices that it was the wrong file. The oracle never hears of that file.
@Scenario
class TakingFilesBack {
  private static final ChallengeSpec STEPS =
      ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000", RewardSpec.at(50, 5));

  private final Stack stack;
  private final Tenant tenant;
  private final UploadsApi uploads;

  TakingFilesBack(Stack stack, Tenant tenant) {
    this.stack = stack;
    this.tenant = tenant;
    uploads = new UploadsApi(tenant.api());
  }

  @BeforeEach
  void oneMemberInAChallenge() {
    tenant.define(STEPS);
    tenant.uploadMembers(List.of(MemberRow.of("ann", "steps")));
    tenant.upload(steps(0, "1000"));
  }

  /// The whole story: check, apply, see it on the board, take it back, see it gone.
  @Test
  void leavesTheBoardAsIfTheFileHadNeverBeenThere() {
    var wrong = checked(steps(0, "1500"), steps(1, "6000"));
    uploads.apply(wrong, Optional.empty(), false, false);
    assertThat(tenant.await(wrong).state()).isEqualTo("completed");
    stack.settle(
        () -> {
          assertThat(scores()).containsExactly("7500");
          assertThat(pointsOfAnn()).isEqualTo(5);
        });
    var foreseen = uploads.revertCheck(wrong, Optional.empty()).value();
    assertThat(foreseen.daysEmptied()).isEqualTo(1);
    assertThat(foreseen.daysChanged()).isEqualTo(1);

    uploads.revert(wrong);
    stack.await("reversal of upload " + wrong, () -> find(wrong).state().equals("reverted"));

    tenant.settle(
        () -> {
          assertThat(scores()).containsExactly("1000");
          assertThat(pointsOfAnn()).isZero();
        });
    assertThat(find(wrong).reversal()).isEqualTo(new Upload.Reversal(2, 1, 0, null, null));
  }

  @Test
  void leavesWhatCameLater() {
    var wrong = send(steps(1, "6000"), steps(2, "10"));
    tenant.await(wrong);
    tenant.upload(steps(1, "2000"));
    tenant.enter(steps(2, "20"));

    uploads.revert(wrong);
    stack.await("reversal of upload " + wrong, () -> find(wrong).state().equals("reverted"));

    tenant.settle(() -> assertThat(scores()).containsExactly("3020"));
    assertThat(find(wrong).reversal()).isEqualTo(new Upload.Reversal(1, 0, 1, null, null));
  }

  private UploadId checked(ActivityRow... rows) {
    var id = tenant.administrator().send(request(rows).checked());
    stack.await("check of upload " + id, () -> find(id).isSettled());
    return id;
  }

  private UploadId send(ActivityRow... rows) {
    return tenant.administrator().send(request(rows));
  }

  private UploadRequest request(ActivityRow... rows) {
    var lines = Stream.of(rows).<FileLine>map(FileLine.Good::new);
    return UploadRequest.activity(ActivityCsv.write(tenant.newFile(), lines).path());
  }

  private List<String> scores() {
    return tenant.board("steps").stream().map(line -> line.score().toPlainString()).toList();
  }

  private long pointsOfAnn() {
    return tenant.rewards("ann", "steps").points();
  }

  private Upload find(UploadId id) {
    return uploads.find(id).value();
  }

  private static ActivityRow steps(int day, String value) {
    return ActivityRow.of("ann", day(day), "steps", value);
  }
}
