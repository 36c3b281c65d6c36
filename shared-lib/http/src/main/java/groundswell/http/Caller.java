package groundswell.http;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import java.util.Optional;

/// Who asks, as the token that the gateway has verified says it.
///
/// @param subject the token's claim `sub`; empty if it has none
/// @param member who it is, if its role is [Role#MEMBER]
public record Caller(TenantId tenant, Role role, String subject, Optional<MemberId> member) {
  /// Who it is, for the audit.
  ///
  /// @throws HttpProblem if the token does not say it
  public String who() {
    if (!subject.isBlank()) return subject;
    throw HttpProblem.forbidden("the token has no claim sub, and the audit keeps who did it");
  }
}
