package groundswell.api;

import groundswell.domain.ids.MemberId;
import groundswell.http.Access;
import groundswell.http.Caller;
import java.util.Optional;

/// Who may take a route of a tenant.
enum TenantAccess implements Access {
  /// Whoever belongs to the tenant.
  SHARED,
  /// Whoever may read all of the tenant.
  READ,
  /// Whoever may read all of the tenant; a file leaves the system, which is kept in the audit.
  EXPORT,
  /// A member's own data: the member, and whoever may read all of the tenant.
  READ_MEMBER,
  /// A member's own data: the member, and whoever manages the tenant.
  WRITE_MEMBER,
  /// Whoever manages the tenant.
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
