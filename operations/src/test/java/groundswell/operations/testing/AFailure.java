package groundswell.operations.testing;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.Cause;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.Origin;
import groundswell.operations.domain.Subject;
import groundswell.operations.domain.TouchedMembers;
import groundswell.operations.failures.OperationsWiring;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.events.Envelope;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A failure of a tenant, as the recorder would store it. Its error is unique to the tenant, and so
/// is its group.
public final class AFailure {
  private final FunctionEnvironment environment;
  private final TenantId tenant;
  private final String queue;
  private final Instant now;
  private String body;
  private String reason = "it cannot be";
  private String release = "r1";
  private FailureKind kind = FailureKind.FAULT;
  private Optional<Instant> firstSeen = Optional.empty();
  private Optional<Instant> givenUp = Optional.empty();
  private int redrives;
  private Optional<UploadId> upload = Optional.empty();

  /// @param queue the queue of its message
  /// @param now when it is recorded
  public AFailure(
      FunctionEnvironment environment, TenantId tenant, String queue, Instant now, String name) {
    this.environment = environment;
    this.tenant = tenant;
    this.queue = queue;
    this.now = now;
    body = Envelope.command("Work", Map.of("tenant", tenant.value(), "name", name));
  }

  public AFailure saying(String text) {
    body = text;
    return this;
  }

  /// A message that names a member.
  public AFailure naming(String member, String month) {
    return saying(
        Envelope.command(
            "Work",
            Map.of("tenant", tenant.value(), "name", "a", "member", member, "months", month)));
  }

  public AFailure because(String text) {
    reason = text;
    return this;
  }

  public AFailure transientOne() {
    kind = FailureKind.TRANSIENT;
    return this;
  }

  public AFailure permanentOne() {
    kind = FailureKind.PERMANENT;
    return this;
  }

  public AFailure firstSentAt(Instant time) {
    firstSeen = Optional.of(time);
    return this;
  }

  public AFailure givenUpAt(Instant time) {
    givenUp = Optional.of(time);
    return this;
  }

  public AFailure inRelease(String name) {
    release = name;
    return this;
  }

  public AFailure redriven(int times) {
    redrives = times;
    return this;
  }

  public AFailure loading(UploadId id) {
    upload = Optional.of(id);
    return this;
  }

  public Failure recorded() {
    var subject =
        new Subject(
            "Work",
            Optional.of(tenant),
            upload,
            upload.map(_ -> 3),
            Optional.of(new ChallengeId("spring")),
            TouchedMembers.of(Optional.of(tenant), Set.of(new MemberId("ann"))));
    return new OperationsWiring(environment)
        .failures()
        .record(
            new Arrival(
                new Origin.Queue(queue),
                "message-" + body.hashCode(),
                body,
                Map.of(),
                redrives,
                new Cause(kind, "Error-" + tenant, reason, "Worker.work", release),
                subject,
                5,
                firstSeen.orElse(now),
                givenUp.orElse(now)));
  }
}
