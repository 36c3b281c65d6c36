package groundswell.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import groundswell.local.identity.Claims;
import groundswell.local.identity.LocalIssuer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
class CheckingTokens {
  private static final Claims ANN = new Claims("ann", "acme", "member");

  @AutoClose private final RunningGateway gateway = new RunningGateway();

  private HttpResponse<String> getSecret(String authorization) {
    return gateway.send(gateway.request("/secret").header("Authorization", authorization));
  }

  private static void assertUnauthorized(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(response.headers().firstValue("www-authenticate").orElse(""))
        .startsWith("Bearer error=\"invalid_token\"");
  }

  @Test
  void handsTheClaimsToTheFunctionAsTexts() {
    assertThat(getSecret("Bearer " + gateway.token()).statusCode()).isEqualTo(200);

    var claims = gateway.event().at("/requestContext/authorizer/jwt/claims");
    assertThat(claims.path("sub").asText()).isEqualTo("ann");
    assertThat(claims.path("tenant").asText()).isEqualTo("acme");
    assertThat(claims.path("role").asText()).isEqualTo("member");
    assertThat(claims.path("exp").isTextual()).isTrue();
    assertThat(gateway.event().at("/requestContext/authorizer/jwt/scopes").isNull()).isTrue();
  }

  @Test
  void refusesARequestWithoutAToken() {
    assertUnauthorized(gateway.get("/secret"));
    assertUnauthorized(getSecret("Bearer nonsense"));
  }

  @Test
  void asksTheAuthorizerOfTheRoute() {
    var operations = gateway.request("/operations").header("Authorization", gateway.token());

    assertUnauthorized(gateway.send(operations));
  }

  @Test
  void refusesAChangedToken() {
    var parts = List.of(gateway.token().split("\\.", -1));
    var stranger = gateway.issuer().tokenFor(new Claims("bob", "other", "admin")).split("\\.", -1);

    assertUnauthorized(
        getSecret("Bearer %s.%s.%s".formatted(parts.get(0), stranger[1], parts.get(2))));
  }

  @Test
  void refusesAnExpiredToken() {
    var token = gateway.token();

    gateway.passTime(Duration.ofHours(1).plusSeconds(1));

    assertUnauthorized(getSecret("Bearer " + token));
  }

  @Test
  void takesTheSchemeInAnyCase() {
    assertThat(getSecret("bearer " + gateway.token()).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesATokenWhoseEndIsNull() {
    var claims = gateway.issuer().claimsJson(ANN).replaceFirst("\"exp\":\\d+", "\"exp\":null");

    assertThat(claims).contains("\"exp\":null");
    assertUnauthorized(getSecret("Bearer " + gateway.issuer().signed(JOSEObjectType.JWT, claims)));
  }

  /// See https://www.rfc-editor.org/rfc/rfc9068
  @Test
  void takesAccessTokensOfIdentityProviders() {
    var claims = gateway.issuer().claimsJson(ANN);

    var token = gateway.issuer().signed(new JOSEObjectType("at+jwt"), claims);

    assertThat(getSecret("Bearer " + token).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesATokenForSomebodyElse() {
    gateway.issuer().setAudience(List.of("elsewhere"));
    assertUnauthorized(getSecret("Bearer " + gateway.token()));

    gateway.issuer().setAudience(List.of("elsewhere", "other"));
    assertThat(getSecret("Bearer " + gateway.token()).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesATokenOfAnotherIssuer() {
    var clock = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"));
    try (var stranger = LocalIssuer.start(new TrustedCallers(), clock)) {
      stranger.setAudience(List.of(RunningGateway.AUDIENCE));

      assertUnauthorized(
          getSecret("Bearer " + stranger.tokenFor(new Claims("ann", "acme", "admin"))));
    }
  }

  @Test
  void failsWhenTheIssuerCannotBeReached() {
    gateway.issuer().close();

    assertThat(getSecret("Bearer " + gateway.token()).statusCode()).isEqualTo(500);
  }

  @Test
  void wantsNoTokenWhereTheRouteWantsNone() {
    assertThat(gateway.get("/uploads/a").statusCode()).isEqualTo(200);
    assertThat(gateway.event().at("/requestContext/authorizer").isMissingNode()).isTrue();
  }
}
