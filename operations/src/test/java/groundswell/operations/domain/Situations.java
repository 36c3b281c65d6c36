package groundswell.operations.domain;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Typical failures and redrives for tests.
final class Situations {
  static final Instant NOON = Instant.parse("2026-03-20T12:00:00Z");
  static final TenantId ACME = new TenantId("acme");
  static final RedriveId FIRST = new RedriveId("redrive-1");
  static final RedriveId SECOND = new RedriveId("redrive-2");
  static final Cause BUSY =
      new Cause(FailureKind.TRANSIENT, "Throttled", "too many writes", "Months.save", "r1");

  private Situations() {}

  /// An arriving message. Messages with the same body belong to one failure.
  static Arrival anArrival(String messageId, String body) {
    return new Arrival(
        new Origin.Queue("partitions"),
        messageId,
        body,
        Map.of("kind", "String:rows"),
        0,
        BUSY,
        aSubject("ann"),
        5,
        NOON,
        NOON.plusSeconds(60));
  }

  static Arrival anArrival(String messageId) {
    return anArrival(messageId, "body");
  }

  static Failure aFailure() {
    return Failure.of(anArrival("m1"));
  }

  static Failure aFailure(String body) {
    return Failure.of(anArrival("m1", body));
  }

  static Failure claimed(Failure failure, RedriveId redrive) {
    return failure.claimed(redrive, 0).orElseThrow();
  }

  static Subject aSubject(String member) {
    return aSubject(Set.of(new MemberId(member)));
  }

  static Subject aSubject(Set<MemberId> members) {
    return new Subject(
        "RowsSplit",
        Optional.of(ACME),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        TouchedMembers.of(Optional.of(ACME), members));
  }

  static Redrive aRedrive() {
    return aRedrive(FailureFilter.OPEN);
  }

  static Redrive aRedrive(FailureFilter filter) {
    return Redrive.of(
        FIRST,
        new Redrive.Order(
            filter, "ann", "the table is larger now", NOON, Redrive.REFAILURE_PERCENT_MAX, 0));
  }
}
