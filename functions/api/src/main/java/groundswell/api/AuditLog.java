package groundswell.api;

import groundswell.domain.ids.MemberSegment;
import groundswell.domain.ids.TenantId;
import groundswell.operations.domain.Audit;
import groundswell.operations.domain.AuditLine;
import groundswell.operations.domain.Digests;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.failures.FilterCodec;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.json.JsonObject;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Keeps what callers do to the failures, and says what it will be kept under.
final class AuditLog {
  private static final String MEMBER = "member";
  private static final int DIGEST_DIGITS = 16;

  private final Audit audit;
  private final InstantSource clock;
  private final RandomGenerator random;

  AuditLog(FunctionEnvironment environment, Audit audit) {
    this.audit = audit;
    clock = environment.clock();
    random = environment.random();
  }

  /// @param action for example `park`
  /// @param outcome what came of it
  void append(Caller caller, String action, String reason, FailureFilter filter, String outcome) {
    audit.append(
        new AuditLine(
            clock.instant(),
            "%016x".formatted(random.nextLong()),
            caller.who(),
            action,
            reason,
            FilterCodec.write(filter),
            outcome));
  }

  /// Keeps what an administrator asks for in its tenant. A member is named by a digest: the line
  /// outlives a member who is erased.
  ///
  /// @param key the route's
  /// @param path what it is about
  void managed(Caller caller, String key, Map<String, String> path) {
    var about = new TreeMap<>(path);
    about.computeIfPresent(MEMBER, (_, segment) -> digest(caller.tenant(), segment));
    append(
        caller,
        "manage",
        "administration of the tenant",
        FailureFilter.OPEN.withTenant(caller.tenant()),
        "%s %s".formatted(key, about));
  }

  private static String digest(TenantId tenant, String segment) {
    var member = MemberSegment.parse(segment);
    return "sha256:" + Digests.hex(DIGEST_DIGITS, tenant.value(), member.value());
  }

  /// An id; later ones are greater.
  String nextId() {
    return "%012x-%016x".formatted(clock.millis(), random.nextLong());
  }

  /// The reason that a body gives.
  static String reason(JsonObject body) {
    return body.read(
        "reason",
        text -> {
          AuditLine.checkReason(text);
          return text;
        });
  }
}
