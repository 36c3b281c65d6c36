package groundswell.operatorapi;

import groundswell.domain.ids.MemberId;
import groundswell.http.Access;
import groundswell.http.Caller;
import java.util.Optional;

/// Who may take a route of operators.
enum OperatorAccess implements Access {
  /// Whoever may look at failures: an operator at those of all tenants, a viewer at its tenant's.
  LOOK,
  /// Whoever operates the system, for all tenants.
  OPERATE;

  @Override
  public boolean allows(Caller caller, Optional<MemberId> member) {
    return switch (caller.role()) {
      case OPERATOR -> true;
      case VIEWER -> this == LOOK;
      case ADMIN, MEMBER -> false;
    };
  }
}
