package groundswell.api;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.UploadId;
import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.Cause;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.Origin;
import groundswell.operations.domain.Subject;
import groundswell.operations.domain.TouchedMembers;
import groundswell.operations.failures.DynamoDbFailures;
import groundswell.platform.events.Envelope;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A failure of a world's tenant, as the recorder would store it. Its error is the tenant's own, so
/// that its group is too.
final class AFailure {
  private final ApiWorld world;
  private String body;
  private String reason = "it cannot be";
  private String release = "r1";
  private FailureKind kind = FailureKind.FAULT;
  private Optional<Instant> firstSeen = Optional.empty();
  private int redrives;
  private Optional<UploadId> upload = Optional.empty();

  private AFailure(ApiWorld world, String name) {
    this.world = world;
    body = Envelope.command("Work", Map.of("tenant", world.tenant.value(), "name", name));
  }

  static AFailure of(ApiWorld world, String name) {
    return new AFailure(world, name);
  }

  AFailure saying(String text) {
    body = text;
    return this;
  }

  /// A message that names a member.
  AFailure naming(String member, String month) {
    return saying(
        Envelope.command(
            "Work",
            Map.of(
                "tenant", world.tenant.value(), "name", "a", "member", member, "months", month)));
  }

  AFailure because(String text) {
    reason = text;
    return this;
  }

  AFailure transientOne() {
    kind = FailureKind.TRANSIENT;
    return this;
  }

  AFailure permanentOne() {
    kind = FailureKind.PERMANENT;
    return this;
  }

  AFailure firstSentAt(Instant time) {
    firstSeen = Optional.of(time);
    return this;
  }

  AFailure inRelease(String name) {
    release = name;
    return this;
  }

  AFailure redriven(int times) {
    redrives = times;
    return this;
  }

  AFailure loading(UploadId id) {
    upload = Optional.of(id);
    return this;
  }

  Failure recorded() {
    var subject =
        new Subject(
            "Work",
            Optional.of(world.tenant),
            upload,
            upload.map(_ -> 3),
            Optional.of(new ChallengeId("spring")),
            TouchedMembers.of(Optional.of(world.tenant), Set.of(new MemberId("ann"))));
    return new DynamoDbFailures(world.environment)
        .record(
            new Arrival(
                new Origin.Queue(ApiWorld.queueName("WorkQueue")),
                "message-" + body.hashCode(),
                body,
                Map.of(),
                redrives,
                new Cause(kind, "Error-" + world.tenant, reason, "Worker.work", release),
                subject,
                5,
                firstSeen.orElse(world.now()),
                world.now()));
  }
}
