package groundswell.api;

import groundswell.domain.Digests;
import groundswell.domain.ids.MemberSegment;
import groundswell.domain.ids.TenantId;
import groundswell.http.Request;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.failures.AuditLog;
import java.util.TreeMap;

/// Records in the audit what administrators do, before it is done, including entries they make for
/// a member: as `manage`. What they take out of the system, rows of files and all that is stored
/// about a member, is recorded as `read`.
final class Administration {
  private static final String MEMBER = "member";
  private static final int DIGEST_DIGITS = 16;

  private static final Act MANAGED = new Act("manage", "administration of the tenant");
  private static final Act READ = new Act("read", "reading of the tenant's data");

  /// What a line says was done, and why.
  private record Act(String action, String reason) {}

  private final AuditLog audit;

  Administration(AuditLog audit) {
    this.audit = audit;
  }

  /// @param key of the route
  void before(TenantAccess access, String key, Request request) {
    switch (access) {
      case MANAGE -> keep(MANAGED, key, request);
      case EXPORT -> keep(READ, key, request);
      case WRITE_MEMBER -> {
        boolean own = request.caller().member().filter(request.member()::equals).isPresent();
        if (!own) keep(MANAGED, key, request);
      }
      case SHARED, READ, READ_MEMBER -> {}
    }
  }

  /// Names a member by a digest, because the line outlives a member who is erased.
  private void keep(Act act, String key, Request request) {
    var caller = request.caller();
    var about = new TreeMap<>(request.path());
    about.computeIfPresent(MEMBER, (_, segment) -> digest(caller.tenant(), segment));
    audit.append(
        caller.who(),
        act.action(),
        act.reason(),
        FailureFilter.OPEN.withTenant(caller.tenant()),
        "%s %s".formatted(key, about));
  }

  private static String digest(TenantId tenant, String segment) {
    var member = MemberSegment.parse(segment);
    return "sha256:" + Digests.hex(DIGEST_DIGITS, tenant.value(), member.value());
  }
}
