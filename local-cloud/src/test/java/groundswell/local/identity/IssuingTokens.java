package groundswell.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import groundswell.local.http.TrustedCallers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuingTokens {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final JsonMapper JSON = new JsonMapper();

  @AutoClose
  private static final LocalIssuer issuer =
      LocalIssuer.start(new TrustedCallers(), InstantSource.fixed(NOW));

  @AutoClose private static final HttpClient http = HttpClient.newHttpClient();

  private JsonNode get(String url) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  private HttpResponse<String> ask(String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(issuer.issuer().resolve("/oauth2/token"))
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Test
  void signsTokensWithAKeyThatItPublishes() throws Exception {
    issuer.setAudience(List.of("groundswell"));

    var token = SignedJWT.parse(issuer.tokenFor(new Claims("ann", "acme", "member")));

    var description = get(issuer.issuer() + "/.well-known/openid-configuration");
    assertThat(description.path("issuer").asText()).isEqualTo(issuer.issuer().toString());
    var keys = JWKSet.parse(get(description.path("jwks_uri").asText()).toString());
    var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
    assertThat(key.isPrivate()).isFalse();
    assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
  }

  @Test
  void saysWhoAndForHowLong() throws Exception {
    issuer.setAudience(List.of("groundswell"));

    var claims =
        SignedJWT.parse(issuer.tokenFor(new Claims("ann", "acme", "member"))).getJWTClaimsSet();

    assertThat(claims.getIssuer()).isEqualTo(issuer.issuer().toString());
    assertThat(claims.getAudience()).containsExactly("groundswell");
    assertThat(claims.getSubject()).isEqualTo("ann");
    assertThat(claims.getStringClaim("tenant")).isEqualTo("acme");
    assertThat(claims.getStringClaim("role")).isEqualTo("member");
    assertThat(claims.getExpirationTime()).isEqualTo(NOW.plus(LocalIssuer.LIFETIME));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tenant=acme&role=admin&subject=ann%40acme",
        "{\"tenant\":\"acme\",\"role\":\"admin\",\"subject\":\"ann@acme\"}"
      })
  void givesATokenToAnotherProcess(String body) throws Exception {
    var answer = JSON.readTree(ask(body).body());

    var claims = SignedJWT.parse(answer.path("access_token").asText()).getJWTClaimsSet();
    assertThat(claims.getSubject()).isEqualTo("ann@acme");
    assertThat(claims.getStringClaim("role")).isEqualTo("admin");
    assertThat(answer.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(answer.path("expires_in").asLong()).isEqualTo(3600);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tenant=acme&role=king&subject=a | role \\\"king\\\" must be one of",
        "tenant=a%20b&role=admin&subject=a | tenant \\\"a b\\\" must match",
        "tenant=acme&role=admin | subject must have 1 to 256 characters",
        "tenant=%zz | Illegal hex characters",
        "{broken | Unexpected character",
      })
  void saysWhatIsWrongWithARequest(String body, String message) throws Exception {
    var answer = ask(body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("invalid_request").contains(message);
  }

  @Test
  void limitsARequest() throws Exception {
    assertThat(ask("tenant=acme&role=admin&subject=" + "x".repeat(16_384)).body())
        .contains("more than 16384 bytes");
  }

  @Test
  void limitsASubject() {
    assertThatThrownBy(() -> new Claims("x".repeat(257), "acme", "member"))
        .hasMessageContaining("1 to 256 characters");
  }
}
