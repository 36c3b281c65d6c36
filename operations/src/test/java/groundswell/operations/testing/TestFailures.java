package groundswell.operations.testing;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.operations.domain.Arrival;
import groundswell.operations.domain.Cause;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.Fingerprint;
import groundswell.operations.domain.Origin;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.domain.Subject;
import groundswell.operations.domain.TouchedMembers;
import groundswell.platform.testing.TestEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Failures of a tenant and of groups that no other test of this JVM has. Each was first seen a
/// second after the previous one.
public final class TestFailures {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final TenantId tenant = TestEnvironment.newTenant();
  private final Origin origin;
  private int arrivals;

  public TestFailures() {
    this("partitions");
  }

  /// @param queue the queue that they come from
  public TestFailures(String queue) {
    this(new Origin.Queue(queue));
  }

  public TestFailures(Origin origin) {
    this.origin = origin;
  }

  public TenantId tenant() {
    return tenant;
  }

  /// @param group names what went wrong
  public Arrival arrival(String group) {
    var name = tenant + "-" + arrivals;
    return arrival(
        name,
        group,
        "{\"detail\": \"%s\"}".formatted(name),
        TestEnvironment.NOW.minus(Duration.ofDays(1)).plusSeconds(arrivals++));
  }

  public Arrival arrival(String messageId, String group, String body, Instant firstSeen) {
    return new Arrival(
        origin,
        messageId,
        body,
        Map.of("kind", "String:rows"),
        0,
        cause(group),
        new Subject(
            "RowsSplit",
            Optional.of(tenant),
            Optional.of(new UploadId(tenant + "-upload")),
            Optional.of(3),
            Optional.of(new ChallengeId(tenant + "-challenge")),
            TouchedMembers.of(Optional.of(tenant), Set.of(new MemberId("ann")))),
        5,
        firstSeen,
        TestEnvironment.NOW);
  }

  /// Another message of the same failure.
  public static Arrival again(Arrival first, String messageId) {
    return new Arrival(
        first.origin(),
        messageId,
        first.body(),
        first.attributes(),
        first.redrives(),
        first.cause(),
        first.subject(),
        first.receiveCount(),
        first.firstSeen(),
        first.failedAt());
  }

  /// The same message with other attributes.
  public static Arrival withAttributes(Arrival arrival, Map<String, String> attributes) {
    return new Arrival(
        arrival.origin(),
        arrival.messageId(),
        arrival.body(),
        attributes,
        arrival.redrives(),
        arrival.cause(),
        arrival.subject(),
        arrival.receiveCount(),
        arrival.firstSeen(),
        arrival.failedAt());
  }

  public Fingerprint group(String group) {
    return Fingerprint.of(origin, cause(group), "RowsSplit");
  }

  public FailureFilter open() {
    return FailureFilter.OPEN.withTenant(tenant);
  }

  /// A redrive that starts now.
  public static Redrive redrive(FailureFilter filter) {
    return redrive(filter, 0);
  }

  public static Redrive redrive(FailureFilter filter, int perSecondMax) {
    return Redrive.of(
        new RedriveId("redrive-%04d".formatted(COUNT.incrementAndGet())),
        new Redrive.Order(
            filter,
            "ann",
            "the table is larger now",
            TestEnvironment.NOW,
            Redrive.REFAILURE_PERCENT_MAX,
            perSecondMax));
  }

  private Cause cause(String group) {
    return new Cause(
        FailureKind.TRANSIENT, "Busy" + tenant + group, "too many writes", "Months.save", "r1");
  }
}
