package groundswell.api;

import groundswell.domain.ids.MemberId;
import java.util.Optional;

/// Who may take a route.
enum Access {
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
  MANAGE,
  /// Whoever may look at failures: an operator at those of all tenants, a viewer at its tenant's.
  OPERATE_READ,
  /// Whoever operates the system, for all tenants.
  OPERATE;

  /// @param member the member whom the route is about
  boolean allows(Caller caller, Optional<MemberId> member) {
    return switch (caller.role()) {
      case OPERATOR -> true;
      case ADMIN -> this != OPERATE_READ && this != OPERATE;
      case VIEWER ->
          switch (this) {
            case SHARED, READ, EXPORT, READ_MEMBER, OPERATE_READ -> true;
            case WRITE_MEMBER, MANAGE, OPERATE -> false;
          };
      case MEMBER ->
          switch (this) {
            case SHARED -> true;
            case READ_MEMBER, WRITE_MEMBER -> member.equals(caller.member());
            case READ, EXPORT, MANAGE, OPERATE_READ, OPERATE -> false;
          };
    };
  }
}
