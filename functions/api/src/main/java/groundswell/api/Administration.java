package groundswell.api;

import groundswell.domain.Digests;
import groundswell.domain.ids.MemberSegment;
import groundswell.domain.ids.TenantId;
import groundswell.http.Caller;
import groundswell.http.Request;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.failures.AuditLog;
import java.util.TreeMap;

/// Records in the audit what administrators do, before it is done, including entries they make for
/// a member. Exports of a file are recorded, too.
final class Administration {
  private static final String MEMBER = "member";
  private static final int DIGEST_DIGITS = 16;

  private final AuditLog audit;

  Administration(AuditLog audit) {
    this.audit = audit;
  }

  /// @param key of the route
  void before(TenantAccess access, String key, Request request) {
    switch (access) {
      case MANAGE, EXPORT -> keep(request.caller(), key, request);
      case WRITE_MEMBER -> {
        boolean own = request.caller().member().filter(request.member()::equals).isPresent();
        if (!own) keep(request.caller(), key, request);
      }
      case SHARED, READ, READ_MEMBER -> {}
    }
  }

  /// Names a member by a digest, because the line outlives a member who is erased.
  private void keep(Caller caller, String key, Request request) {
    var about = new TreeMap<>(request.path());
    about.computeIfPresent(MEMBER, (_, segment) -> digest(caller.tenant(), segment));
    audit.append(
        caller.who(),
        "manage",
        "administration of the tenant",
        FailureFilter.OPEN.withTenant(caller.tenant()),
        "%s %s".formatted(key, about));
  }

  private static String digest(TenantId tenant, String segment) {
    var member = MemberSegment.parse(segment);
    return "sha256:" + Digests.hex(DIGEST_DIGITS, tenant.value(), member.value());
  }
}
