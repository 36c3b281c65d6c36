package groundswell.integration;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.BoardSelection;
import groundswell.client.ChallengesApi;
import groundswell.client.UploadsApi;
import groundswell.client.model.Board;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.UploadId;
import groundswell.integration.stack.Stack;
import groundswell.integration.stack.Tenant;
import groundswell.workload.ActivityRow;
import groundswell.workload.ChallengeSpec;
import groundswell.workload.FileLine;
import groundswell.workload.MemberRow;
import groundswell.workload.Rule;
import groundswell.workload.oracle.BoardLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A file is visible once the boards show it, and the board says what it does not show yet.
@Scenario
class SeeingAFileOnTheBoard {
  /// Computed once, so that a run over midnight sees the same days throughout. The challenge has
  /// not ended, because nobody joins after its end.
  @SuppressWarnings("TimeInStaticInitializer")
  private static final LocalDate START = LocalDate.now(ZoneOffset.UTC).minusDays(5);

  private static final ChallengeSpec STEPS =
      ChallengeSpec.of("steps", START, START.plusDays(30), Rule.total("steps"), "10000");

  private final Stack stack;
  private final Tenant tenant;
  private final UploadsApi uploads;

  SeeingAFileOnTheBoard(Stack stack, Tenant tenant) {
    this.stack = stack;
    this.tenant = tenant;
    uploads = new UploadsApi(tenant.api());
  }

  @BeforeEach
  void twoMembersInAChallenge() {
    tenant.define(STEPS);
    tenant.uploadMembers(List.of(MemberRow.of("ann", "steps"), MemberRow.of("bob", "steps")));
  }

  /// Without waiting for anything else.
  @Test
  void isOnTheBoardAsSoonAsItIsVisible() {
    var upload = tenant.send(lines(steps("ann", 0, "1000"), steps("bob", 1, "2000")));

    awaitVisible(upload);

    assertThat(tenant.board("steps")).containsExactly(line(1, "bob", 2_000), line(2, "ann", 1_000));
    tenant.settle();
  }

  @Test
  void isVisibleAgainWhenTheSameFileChangesNothing() {
    var rows = lines(steps("ann", 0, "1000"));
    awaitVisible(tenant.send(rows));

    awaitVisible(tenant.send(rows));

    tenant.settle();
  }

  /// Its rows are not stored, as nobody takes up its parts for now.
  @Test
  void isNamedByTheBoardWhileItIsUnderWay() {
    UploadId upload;
    try (var _ = stack.throttle("ActivityLoader")) {
      upload = tenant.send(lines(steps("ann", 0, "1000")));
      var storing = upload;
      stack.await("storing of upload " + upload, () -> state(storing).equals("storing"));

      assertThat(board().uploadsUnderWay())
          .extracting(Board.UploadUnderWay::upload)
          .containsExactly(upload);
      assertThat(uploads.visibility(upload).value().visible()).isFalse();
    }

    awaitVisible(upload);
    assertThat(board().uploadsUnderWay()).isNull();
    assertThat(tenant.board("steps")).contains(line(1, "ann", 1_000));
    tenant.settle();
  }

  private void awaitVisible(UploadId upload) {
    stack.await(
        "upload %s on the boards".formatted(upload),
        () -> uploads.visibility(upload).value().visible());
  }

  private String state(UploadId upload) {
    return uploads.find(upload).value().state();
  }

  private Board board() {
    return new ChallengesApi(tenant.api()).board(STEPS.id(), new BoardSelection.Top(1)).value();
  }

  private static List<FileLine> lines(ActivityRow... rows) {
    return List.of(rows).stream().<FileLine>map(FileLine.Good::new).toList();
  }

  private static BoardLine line(int rank, String member, int score) {
    return new BoardLine(rank, new MemberId(member), BigDecimal.valueOf(score));
  }

  private static ActivityRow steps(String member, int day, String value) {
    return ActivityRow.of(member, START.plusDays(day), "steps", value);
  }
}
