package groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Tokens of different issuers. The gateway passes lists as text (API Gateway developer guide,
/// "Control access to HTTP APIs with JWT authorizers").
class ReadingClaims {
  private final TokenClaims plain = new TokenClaims("tenant", "role", "");
  private final TokenClaims cognito = new TokenClaims("custom:tenant", "cognito:groups", "");
  private final TokenClaims scoped = new TokenClaims("tenant", "role", "groundswell/api");

  @Test
  void takesTheNamesOfTheIssuer() {
    var claims = Map.of("custom:tenant", "acme", "cognito:groups", "[admin]", "sub", "ann");

    assertThat(cognito.callerOf(claims))
        .isEqualTo(new Caller(new TenantId("acme"), Role.ADMIN, "ann", Optional.empty()));
    assertThatThrownBy(() -> plain.callerOf(claims)).isInstanceOf(HttpProblem.class);
  }

  @Test
  void findsTheRoleAmongOtherGroups() {
    var claims = Map.of("tenant", "acme", "role", "[hiking member newsletter]", "sub", "ann");

    assertThat(plain.callerOf(claims).member()).contains(new MemberId("ann"));
  }

  @Test
  void refusesTwoRolesAndTwoTenants() {
    assertThatThrownBy(() -> plain.callerOf(Map.of("tenant", "acme", "role", "[admin viewer]")))
        .hasMessageContaining("role is not one of admin, member, viewer, operator");
    assertThatThrownBy(() -> plain.callerOf(Map.of("tenant", "[acme bravo]", "role", "admin")))
        .hasMessageContaining("tenant names no tenant, or several");
  }

  @Test
  void asksForTheScopeWhereOneIsRequired() {
    var admin = Map.of("tenant", "acme", "role", "admin");
    var withScope = Map.of("tenant", "acme", "role", "admin", "scope", "openid groundswell/api");
    var withScp = Map.of("tenant", "acme", "role", "admin", "scp", "[groundswell/api]");
    var another = Map.of("tenant", "acme", "role", "admin", "scope", "groundswell/api2");

    assertThat(scoped.callerOf(withScope)).isEqualTo(plain.callerOf(admin));
    assertThat(scoped.callerOf(withScp)).isEqualTo(plain.callerOf(admin));
    assertThatThrownBy(() -> scoped.callerOf(admin))
        .hasMessageContaining("the scope groundswell/api is missing");
    assertThatThrownBy(() -> scoped.callerOf(another)).isInstanceOf(HttpProblem.class);
  }
}
