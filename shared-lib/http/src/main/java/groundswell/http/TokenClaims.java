package groundswell.http;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.platform.lambda.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How an issuer's tokens describe the caller. Issuers name claims differently, for example
/// `custom:tenant` and `cognito:groups`.
///
/// @param tenant the claim with the tenant
/// @param role the claim with the role, alone or in a list
/// @param requiredScope the scope that every token must have; empty requires none
public record TokenClaims(String tenant, String role, String requiredScope) implements Callers {
  private static final String SUBJECT = "sub";

  /// The claims that may hold scopes, depending on the issuer (API Gateway developer guide,
  /// "Control access to HTTP APIs with JWT authorizers").
  private static final List<String> SCOPES = List.of("scope", "scp");

  @Override
  public Caller of(HttpRequest request) {
    return callerOf(
        request
            .claims()
            .orElseThrow(() -> HttpProblem.forbidden("the request carries no verified token")));
  }

  /// @throws HttpProblem if they lack tenant, member or scope, or don't have exactly one role
  public Caller callerOf(Map<String, String> claims) {
    try {
      checkScope(claims);
      var tenants = values(claims, tenant);
      if (tenants.size() != 1)
        throw new IllegalArgumentException("%s names no tenant, or several".formatted(tenant));
      var subject = claims.getOrDefault(SUBJECT, "");
      var known =
          values(claims, role).stream().flatMap(name -> Role.of(name).stream()).distinct().toList();
      if (known.size() != 1)
        throw new IllegalArgumentException(
            "%s is not one of admin, member, viewer, operator".formatted(role));
      var member =
          known.getFirst() == Role.MEMBER
              ? Optional.of(new MemberId(subject))
              : Optional.<MemberId>empty();
      return new Caller(new TenantId(tenants.getFirst()), known.getFirst(), subject, member);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.forbidden("the token's claims do not name the caller: " + e.getMessage());
    }
  }

  private void checkScope(Map<String, String> claims) {
    if (requiredScope.isEmpty()) return;
    if (SCOPES.stream().noneMatch(claim -> values(claims, claim).contains(requiredScope)))
      throw new IllegalArgumentException("the scope %s is missing".formatted(requiredScope));
  }

  /// A list arrives as the text `[a b]`.
  private static List<String> values(Map<String, String> claims, String claim) {
    var text = claims.getOrDefault(claim, "").strip();
    var inside =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    return Arrays.stream(inside.split("[ ,]+")).filter(value -> !value.isEmpty()).toList();
  }
}
