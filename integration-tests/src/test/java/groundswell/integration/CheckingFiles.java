package groundswell.integration;

import static groundswell.integration.Days.END;
import static groundswell.integration.Days.START;
import static groundswell.integration.Days.day;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.UploadRequest;
import groundswell.client.UploadsApi;
import groundswell.client.model.Upload;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.UploadId;
import groundswell.integration.stack.Stack;
import groundswell.integration.stack.Tenant;
import groundswell.workload.ActivityCsv;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.ChallengeSpec.RewardSpec;
import groundswell.workload.Fault;
import groundswell.workload.FileLine;
import groundswell.workload.MemberRow;
import groundswell.workload.MembersCsv;
import groundswell.workload.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A client looks at what its file would do before it is stored.
@Scenario
class CheckingFiles {
  private static final ChallengeSpec STEPS =
      ChallengeSpec.of("steps", START, END, Rule.total("steps"), "10000", RewardSpec.at(50, 5));

  private final Stack stack;
  private final Tenant tenant;
  private final UploadsApi uploads;

  CheckingFiles(Stack stack, Tenant tenant) {
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

  @Test
  void storesNothingUntilTheCheckIsApplied() {
    var lines =
        List.<FileLine>of(
            new FileLine.Good(steps(0, "1500")),
            new FileLine.Good(steps(1, "2000")),
            new FileLine.Bad(steps(2, "3000"), Fault.NEGATIVE));
    var file = ActivityCsv.write(tenant.newFile(), lines.stream());
    var checked = checked(UploadRequest.activity(file.path()).checked());

    tenant.settle();
    assertThat(tenant.progress("ann", "steps").value()).isEqualByComparingTo("1000");
    assertThat(checked.state()).isEqualTo("checked");
    assertThat(requireNonNull(checked.check()).effect())
        .isEqualTo(new Upload.Effect(1, 1, true, 1, 1, 0, 0));
    assertThat(uploads.rejectsText(checked.upload())).contains("negative");

    uploads.apply(checked.upload(), Optional.empty(), false, false);
    tenant.oracle().upload(lines.stream(), Instant.now());
    var report = tenant.await(checked.upload());

    assertThat(report.state()).isEqualTo("completed-with-rejects");
    tenant.settle();
    assertThat(tenant.progress("ann", "steps").value()).isEqualByComparingTo("3500");
  }

  /// What the check says is what happens when it is applied.
  @Test
  void tellsWhichRewardsWouldBeGrantedAndReversed() {
    var granted = check(steps(1, "4500"));
    assertThat(granted.rewards().granted()).isEqualTo(new Upload.Sum(1, 1, 5));
    assertThat(granted.rewards().reversed()).isEqualTo(new Upload.Sum(0, 0, 0));
    assertThat(granted.rewards().exact()).isTrue();
    assertThat(granted.boards()).containsExactly(new Upload.Board("steps", STEPS.name(), 1));
    tenant.upload(steps(1, "4500"));
    tenant.settle();
    assertThat(tenant.rewards("ann", "steps").points()).isEqualTo(5);

    var reversed = check(steps(1, "10"));
    assertThat(reversed.rewards().reversed()).isEqualTo(new Upload.Sum(1, 1, 5));
    assertThat(reversed.rewards().losing())
        .singleElement()
        .satisfies(
            loss -> {
              assertThat(loss.member()).isEqualTo(new MemberId("ann"));
              assertThat(loss.challenge()).isEqualTo("steps");
            });
    tenant.upload(steps(1, "10"));
    tenant.settle();
    assertThat(tenant.rewards("ann", "steps").points()).isZero();
    assertThat(check(steps(1, "10")).boards()).isEmpty();
  }

  private Upload.Check check(ActivityRow row) {
    var file = ActivityCsv.write(tenant.newFile(), Stream.of(new FileLine.Good(row)));
    return requireNonNull(checked(UploadRequest.activity(file.path()).checked()).check());
  }

  @Test
  void storesNothingOfACheckThatIsCancelled() {
    var file = ActivityCsv.write(tenant.newFile(), Stream.of(new FileLine.Good(steps(1, "9"))));
    var checked = checked(UploadRequest.activity(file.path()).checked());

    uploads.cancel(checked.upload());

    assertThat(tenant.await(checked.upload()).state()).isEqualTo("cancelled");
    tenant.settle();
    assertThat(tenant.progress("ann", "steps").value()).isEqualByComparingTo("1000");
  }

  @Test
  void tellsWhichMembersAFileWouldRegister() {
    var members = List.of(MemberRow.of("ann", "steps"), MemberRow.of("bob", "steps"));
    var file = MembersCsv.write(tenant.newFile(), members);

    var checked = checked(UploadRequest.members(file.path()).checked());

    assertThat(requireNonNull(checked.check()).effect())
        .isEqualTo(new Upload.Effect(2, 2, true, 1, 0, 1, 0));
  }

  private Upload checked(UploadRequest request) {
    var id = tenant.administrator().send(request);
    stack.await("check of upload " + id, () -> find(id).isSettled());
    return find(id);
  }

  private Upload find(UploadId id) {
    return uploads.find(id).value();
  }

  private static ActivityRow steps(int day, String value) {
    return ActivityRow.of("ann", day(day), "steps", value);
  }
}
