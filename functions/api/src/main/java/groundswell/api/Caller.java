package groundswell.api;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import java.util.Map;
import java.util.Optional;

/// Who asks, as the token that the gateway has verified says it.
///
/// @param member who it is, if its role is [Role#MEMBER]
record Caller(TenantId tenant, Role role, Optional<MemberId> member) {

  /// @throws HttpProblem if the claims name no tenant, role or member
  static Caller of(Map<String, String> claims) {
    try {
      var tenant = new TenantId(claims.getOrDefault("tenant", ""));
      var role =
          Role.of(claims.getOrDefault("role", ""))
              .orElseThrow(
                  () ->
                      new IllegalArgumentException("role is not admin, member, viewer, operator"));
      var member =
          role == Role.MEMBER
              ? Optional.of(new MemberId(claims.getOrDefault("sub", "")))
              : Optional.<MemberId>empty();
      return new Caller(tenant, role, member);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.forbidden("the token's claims do not say who asks: " + e.getMessage());
    }
  }
}
