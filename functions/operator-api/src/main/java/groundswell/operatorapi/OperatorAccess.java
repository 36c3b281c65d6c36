package groundswell.operatorapi;

import groundswell.domain.ids.MemberId;
import groundswell.http.Access;
import groundswell.http.Caller;
import java.util.Optional;

/// Who may use a route of operators.
enum OperatorAccess implements Access {
  /// Callers who may see failures: an operator those of all tenants, a viewer its tenant's.
  LOOK,
  /// Callers who operate the system, for all tenants.
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
