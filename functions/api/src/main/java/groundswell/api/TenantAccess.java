package groundswell.api;

import groundswell.domain.ids.MemberId;
import groundswell.http.Access;
import groundswell.http.Caller;
import java.util.Optional;

/// Who may use a route of a tenant.
enum TenantAccess implements Access {
  /// Everybody in the tenant.
  SHARED,
  /// Callers who may read all of the tenant.
  READ,
  /// Callers who may read all of the tenant. A file leaves the system, so the audit records it.
  EXPORT,
  /// A member's own data: for the member, and for callers who may read all of the tenant.
  READ_MEMBER,
  /// A member's own data: for the member, and for callers who manage the tenant.
  WRITE_MEMBER,
  /// Callers who manage the tenant.
  MANAGE;

  @Override
  public boolean allows(Caller caller, Optional<MemberId> member) {
    return switch (caller.role()) {
      case OPERATOR, ADMIN -> true;
      case VIEWER ->
          switch (this) {
            case SHARED, READ, EXPORT, READ_MEMBER -> true;
            case WRITE_MEMBER, MANAGE -> false;
          };
      case MEMBER ->
          switch (this) {
            case SHARED -> true;
            case READ_MEMBER, WRITE_MEMBER -> member.equals(caller.member());
            case READ, EXPORT, MANAGE -> false;
          };
    };
  }
}
