package groundswell.http;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import java.util.Optional;

/// The caller, according to the token that the gateway has verified.
///
/// @param subject the token's claim `sub`; empty if it has none
/// @param member the caller's member id, if its role is [Role#MEMBER]
public record Caller(TenantId tenant, Role role, String subject, Optional<MemberId> member) {
  /// The caller's identity for the audit.
  ///
  /// @throws HttpProblem if the token has no subject
  public String who() {
    if (!subject.isBlank()) return subject;
    throw HttpProblem.forbidden("the token has no claim sub, and the audit keeps who did it");
  }
}
