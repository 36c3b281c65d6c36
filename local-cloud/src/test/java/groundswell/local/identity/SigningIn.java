package groundswell.local.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jwt.SignedJWT;
import groundswell.local.http.QueryString;
import groundswell.local.http.TrustedCallers;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The code flow with PKCE, and each misuse of it. See https://www.rfc-editor.org/rfc/rfc9700
class SigningIn {
  private static final String CONSOLE = "http://127.0.0.1:8080";
  private static final String RETURN = CONSOLE + "/signed-in";
  private static final String VERIFIER = "verifier-verifier-verifier-verifier-verifier";
  private static final JsonMapper JSON = new JsonMapper();

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
  private final TrustedCallers callers = new TrustedCallers();
  @AutoClose private final LocalIssuer issuer = LocalIssuer.start(callers, now::get);
  @AutoClose private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void register() {
    issuer.setAudience(List.of("groundswell"));
    issuer.setClient(Client.of("console", "/signed-in", URI.create(CONSOLE)));
    callers.addOrigins(List.of(CONSOLE));
  }

  private static Map<String, String> request() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("response_type", "code");
    fields.put("scope", "openid");
    fields.put("client_id", "console");
    fields.put("redirect_uri", RETURN);
    fields.put("state", "a&b");
    fields.put("nonce", "n1");
    fields.put("code_challenge", challenge(VERIFIER));
    fields.put("code_challenge_method", "S256");
    return fields;
  }

  private static String challenge(String verifier) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(AuthorizationCodes.sha256(verifier));
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create(issuer.issuer() + path));
  }

  private HttpResponse<String> open(Map<String, String> fields) throws Exception {
    return send(at("/oauth2/authorize?" + form(fields)));
  }

  private HttpResponse<String> choose(Map<String, String> fields) throws Exception {
    return send(
        at("/oauth2/authorize")
            .header("Origin", issuer.issuer().toString())
            .POST(BodyPublishers.ofString(form(fields))));
  }

  private Map<String, String> answered(HttpResponse<?> response) {
    var location = response.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(RETURN + "?");
    return QueryString.joined(URI.create(location).getRawQuery());
  }

  private String code() throws Exception {
    var fields = request();
    fields.putAll(Map.of("tenant", "acme", "role", "member", "subject", "ada"));
    var response = choose(fields);
    assertThat(response.statusCode()).isEqualTo(303);
    return String.valueOf(answered(response).get("code"));
  }

  private HttpResponse<String> redeem(Map<String, String> fields) throws Exception {
    return send(
        at("/oauth2/token").header("Origin", CONSOLE).POST(BodyPublishers.ofString(form(fields))));
  }

  private static Map<String, String> redemption(String code) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("grant_type", "authorization_code");
    fields.put("client_id", "console");
    fields.put("redirect_uri", RETURN);
    fields.put("code_verifier", VERIFIER);
    fields.put("code", code);
    return fields;
  }

  @Test
  void describesWhatTheConsoleNeeds() throws Exception {
    var response = send(at("/.well-known/openid-configuration").header("Origin", CONSOLE));

    var description = JSON.readTree(response.body());
    assertThat(description.path("authorization_endpoint").asText())
        .isEqualTo(issuer.issuer() + "/oauth2/authorize");
    assertThat(description.path("token_endpoint").asText())
        .isEqualTo(issuer.issuer() + "/oauth2/token");
    assertThat(description.at("/response_types_supported/0").asText()).isEqualTo("code");
    assertThat(description.at("/code_challenge_methods_supported/0").asText()).isEqualTo("S256");
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains(CONSOLE);
  }

  @Test
  void asksWhoSomebodyIsOnAPageWithoutScript() throws Exception {
    var response = open(request());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("<html lang=\"en\">", "<h1>Sign in</h1>", "<legend>Role</legend>")
        .contains("<label for=\"tenant\">", "<label for=\"subject\">")
        .contains("name=\"state\" value=\"a&amp;b\"")
        .doesNotContain("<script", " style=");
    assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
        .matches(
            "default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; form-action 'self'"
                + " http://127\\.0\\.0\\.1:8080/; base-uri 'none'; frame-ancestors 'none'");
  }

  @Test
  void givesATokenForTheCode() throws Exception {
    var response = redeem(redemption(code()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains(CONSOLE);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    var answer = JSON.readTree(response.body());
    assertThat(answer.path("expires_in").asLong()).isEqualTo(3600);
    var access = claims(answer, "access_token");
    assertThat(access.path("sub").asText()).isEqualTo("ada");
    assertThat(access.path("tenant").asText()).isEqualTo("acme");
    assertThat(access.path("role").asText()).isEqualTo("member");
    assertThat(access.path("aud").asText()).isEqualTo("groundswell");
    var identity = claims(answer, "id_token");
    assertThat(identity.path("sub").asText()).isEqualTo("ada");
    assertThat(identity.path("aud").asText()).isEqualTo("console");
    assertThat(identity.path("nonce").asText()).isEqualTo("n1");
  }

  private static JsonNode claims(JsonNode answer, String token) throws Exception {
    var payload = SignedJWT.parse(answer.path(token).asText()).getPayload();
    return JSON.readTree(payload.toString());
  }

  @Test
  void returnsWithTheStateAndItsOwnName() throws Exception {
    var fields = request();
    fields.putAll(Map.of("tenant", "acme", "role", "admin", "subject", "me"));

    assertThat(answered(choose(fields)))
        .containsEntry("state", "a&b")
        .containsEntry("iss", issuer.issuer().toString());
  }

  @Test
  void asksAgainWhereAChoiceIsWrong() throws Exception {
    var fields = request();
    fields.putAll(Map.of("tenant", "a \"b\"<script>", "role", "admin", "subject", "me"));

    var response = choose(fields);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("<title>Error: sign in", "role=\"alert\"", "must match")
        .contains("value=\"a &quot;b&quot;&lt;script&gt;\"")
        .doesNotContain("<script");
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, other",
    "client_id, ''",
    "redirect_uri, http://127.0.0.1:8080/signed-in/",
    "redirect_uri, http://127.0.0.1:8080/signed-in?next=x",
    "redirect_uri, http://127.0.0.1:8081/signed-in",
    "redirect_uri, https://attacker.example/signed-in",
    "redirect_uri, 'http://127.0.0.1:8080/signed-in,http://127.0.0.1:8080/signed-in'",
    "redirect_uri, ''"
  })
  void sendsNobodyToAnAddressThatIsNotTheClients(String field, String value) throws Exception {
    var fields = request();
    fields.put(field, value);

    for (var response : List.of(open(fields), choose(fields))) {
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.headers().firstValue("Location")).isEmpty();
      assertThat(response.body()).contains("Nobody was signed in", field);
    }
  }

  @Test
  void knowsNoClientBeforeOneIsRegistered() throws Exception {
    issuer.setClient(Client.none());
    var fields = request();
    fields.put("client_id", "");

    assertThat(open(fields).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "response_type, token, unsupported_response_type",
    "scope, profile, invalid_scope",
    "code_challenge_method, plain, invalid_request",
    "code_challenge, short, invalid_request",
    "code_challenge, '', invalid_request"
  })
  void tellsTheClientWhatElseIsWrong(String field, String value, String error) throws Exception {
    var fields = request();
    fields.put(field, value);

    var response = open(fields);

    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(answered(response))
        .containsEntry("error", error)
        .containsEntry("state", "a&b")
        .doesNotContainKey("code");
  }

  @ParameterizedTest
  @CsvSource({
    "code_verifier, another-verifier-another-verifier-another-verifier, does not fit",
    "code_verifier, short, does not fit",
    "code_verifier, '', does not fit",
    "redirect_uri, http://127.0.0.1:8080/elsewhere, redirect_uri is not the one",
    "client_id, other, another client",
    "code, guessed, 'unknown, used or older'"
  })
  void refusesACodeInWrongHands(String field, String value, String message) throws Exception {
    var fields = redemption(code());
    fields.put(field, value);

    assertThat(refusal(fields)).contains("invalid_grant", message);
  }

  private String refusal(Map<String, String> fields) throws Exception {
    var response = redeem(fields);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).doesNotContain("access_token");
    return response.body();
  }

  @Test
  void takesACodeOnce() throws Exception {
    var fields = redemption(code());
    assertThat(redeem(fields).statusCode()).isEqualTo(200);

    assertThat(refusal(fields)).contains("invalid_grant");
  }

  @Test
  void countsAFailedAttemptAsTheOne() throws Exception {
    var fields = redemption(code());
    fields.put("code_verifier", "wrong");
    assertThat(refusal(fields)).contains("does not fit");

    fields.put("code_verifier", VERIFIER);
    assertThat(refusal(fields)).contains("unknown, used or older");
  }

  @Test
  void forgetsACodeAfterAMinute() throws Exception {
    var fields = redemption(code());
    now.set(now.get().plus(Duration.ofMinutes(1)));

    assertThat(refusal(fields)).contains("older than a minute");
  }

  @Test
  void keepsSoManyCodesAtMost() throws Exception {
    var codes = new AuthorizationCodes(now::get);
    var request =
        AuthorizationRequest.of(request(), Client.of("console", "/signed-in", URI.create(CONSOLE)));
    var claims = new Claims("ada", "acme", "member");
    var oldest = codes.issue(request, claims);
    var next = codes.issue(request, claims);
    for (var i = 2; i <= AuthorizationCodes.CODES_MAX; i++) codes.issue(request, claims);

    assertThat(codes.redeem(next, "console", RETURN, VERIFIER).claims()).isEqualTo(claims);
    assertThatThrownBy(() -> codes.redeem(oldest, "console", RETURN, VERIFIER))
        .hasMessageContaining("unknown, used or older");
  }

  @Test
  void knowsNoOtherGrant() throws Exception {
    assertThat(refusal(Map.of("grant_type", "refresh_token"))).contains("unsupported_grant_type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/.well-known/openid-configuration", "/oauth2/token"})
  void tellsOtherPagesNothing(String path) throws Exception {
    var preflight = at(path).method("OPTIONS", BodyPublishers.noBody());

    var ours = send(preflight.copy().header("Origin", CONSOLE));
    assertThat(ours.headers().firstValue("Access-Control-Allow-Origin")).contains(CONSOLE);
    var own = send(preflight.header("Origin", issuer.issuer().toString()));
    assertThat(own.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }
}
