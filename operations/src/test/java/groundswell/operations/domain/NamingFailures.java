package groundswell.operations.domain;

import static groundswell.operations.domain.Situations.BUSY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamingFailures {
  private static final Origin QUEUE = new Origin.Queue("partitions");

  @Test
  void givesTheSameMessageOfTheSameQueueTheSameName() {
    assertThat(FailureId.of(QUEUE, "body")).isEqualTo(FailureId.of(QUEUE, "body"));
    assertThat(FailureId.of(QUEUE, "body")).isNotEqualTo(FailureId.of(QUEUE, "bodY"));
    assertThat(FailureId.of(QUEUE, "body"))
        .isNotEqualTo(FailureId.of(new Origin.Stream("partitions"), "body"));
  }

  @Test
  void groupsByKindErrorFrameAndTypeNotByReasonOrRelease() {
    var other = new Cause(BUSY.kind(), BUSY.error(), "another reason", BUSY.frame(), "r2");

    assertThat(Fingerprint.of(QUEUE, other, "t")).isEqualTo(Fingerprint.of(QUEUE, BUSY, "t"));
    assertThat(
            Stream.of(
                    Fingerprint.of(QUEUE, BUSY, "t"),
                    Fingerprint.of(QUEUE, BUSY, "u"),
                    Fingerprint.of(
                        QUEUE,
                        new Cause(FailureKind.FAULT, "Throttled", "", "Months.save", ""),
                        "t"),
                    Fingerprint.of(
                        QUEUE, new Cause(BUSY.kind(), "Refused", "", "Months.save", ""), "t"),
                    Fingerprint.of(
                        QUEUE, new Cause(BUSY.kind(), "Throttled", "", "Months.load", ""), "t"))
                .distinct())
        .hasSize(5);
  }

  @Test
  void groupsByWhereTheyComeFrom() {
    assertThat(Fingerprint.of(new Origin.Queue("boards"), BUSY, "t"))
        .isNotEqualTo(Fingerprint.of(QUEUE, BUSY, "t"));
  }

  @Test
  void groupsWhatCannotBeUnderstoodByTheReasonWithoutWhatDiffers() {
    assertThat(undecodable("version -5 is below 0"))
        .isEqualTo(undecodable("version -17 is below 0"))
        .isNotEqualTo(undecodable("2026-11 has no day 31"));
    assertThat(undecodable("\"a\" is not live or bulk"))
        .isEqualTo(undecodable("\"b c\" is not live or bulk"));
  }

  private static Fingerprint undecodable(String reason) {
    return Fingerprint.of(
        QUEUE, new Cause(FailureKind.PERMANENT, "undecodable", reason, "", ""), "t");
  }

  @Test
  void cutsReasons() {
    assertThat(reason("x".repeat(1_000))).hasSize(1_000);
    assertThat(reason("x".repeat(1_001))).hasSize(1_000);
  }

  @Test
  void cutsNoCharacterInTwo() {
    assertThat(reason("x".repeat(999) + "\uD83C\uDF0A")).isEqualTo("x".repeat(999));
  }

  @Test
  void readsBackWhereAFailureCameFrom() {
    for (var origin : new Origin[] {QUEUE, new Origin.Stream("a:b")})
      assertThat(Origin.parse(origin.text())).isEqualTo(origin);
    assertThatThrownBy(() -> Origin.parse("topic:x")).hasMessageContaining("topic:x");
  }

  @Test
  void readsBackKindsAndStates() {
    for (var kind : FailureKind.values()) assertThat(FailureKind.of(kind.label())).isEqualTo(kind);
    for (var state : FailureState.Name.values())
      assertThat(FailureState.Name.of(state.label())).isEqualTo(state);
    assertThatThrownBy(() -> FailureKind.of("odd")).hasMessageContaining("odd");
    assertThatThrownBy(() -> FailureState.Name.of("lost")).hasMessageContaining("lost");
  }

  @Test
  void refusesWhatIsNoName() {
    assertThatThrownBy(() -> new FailureId("x")).hasMessageContaining("\"x\"");
    assertThatThrownBy(() -> new Fingerprint("x")).hasMessageContaining("\"x\"");
    assertThatThrownBy(() -> new RedriveId("a b")).hasMessageContaining("\"a b\"");
  }

  @Test
  void asksForAReasonOfWhateverIsDone() {
    assertThatThrownBy(() -> AuditLine.checkReason(" ")).hasMessageContaining("1 to 500");
    assertThatThrownBy(() -> AuditLine.checkReason("x".repeat(501)))
        .hasMessageContaining("1 to 500");
  }

  private static String reason(String text) {
    return new Cause(FailureKind.FAULT, "e", text, "", "").reason();
  }
}
