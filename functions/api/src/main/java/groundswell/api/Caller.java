package groundswell.api;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import java.util.Map;
import java.util.Optional;

/// Who asks, as the token that the gateway has verified says it.
///
/// @param subject the token's claim `sub`; empty if it has none
/// @param member who it is, if its role is [Role#MEMBER]
record Caller(TenantId tenant, Role role, String subject, Optional<MemberId> member) {

  /// @throws HttpProblem if the claims name no tenant, role or member
  static Caller of(Map<String, String> claims) {
    try {
      var tenant = new TenantId(claims.getOrDefault("tenant", ""));
      var role =
          Role.of(claims.getOrDefault("role", ""))
              .orElseThrow(
                  () ->
                      new IllegalArgumentException("role is not admin, member, viewer, operator"));
      var subject = claims.getOrDefault("sub", "");
      var member =
          role == Role.MEMBER ? Optional.of(new MemberId(subject)) : Optional.<MemberId>empty();
      return new Caller(tenant, role, subject, member);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.forbidden("the token's claims do not say who asks: " + e.getMessage());
    }
  }

  /// Who it is, for the audit.
  ///
  /// @throws HttpProblem if the token does not say it
  String who() {
    if (!subject.isBlank()) return subject;
    throw HttpProblem.forbidden("the token has no claim sub, and the audit keeps who did it");
  }
}
