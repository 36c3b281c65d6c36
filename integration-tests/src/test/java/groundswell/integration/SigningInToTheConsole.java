package groundswell.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.Json;
import groundswell.integration.stack.OneJvm;
import groundswell.local.LocalCloud;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a browser does, on the template that is deployed.
class SigningInToTheConsole {
  private static final String VERIFIER = "verifier-verifier-verifier-verifier-verifier";

  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path directory;

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder at(String address) {
    return HttpRequest.newBuilder(URI.create(address));
  }

  private static HttpRequest.BodyPublisher form(Map<String, String> fields) {
    return BodyPublishers.ofString(
        fields.entrySet().stream()
            .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(Collectors.joining("&")));
  }

  @Test
  void givesATokenThatTheApiTakesAndABucketThatThePageMayCall() throws Exception {
    try (var cloud = LocalCloud.start(OneJvm.options(directory))) {
      var console = cloud.console().orElseThrow().address();
      var settings = Json.readOrMissing(send(at(console + "/console.json")).body());
      assertThat(settings.path("api").asText()).isEqualTo(cloud.apiUrl().toString());

      var issuer = settings.path("issuer").asText();
      var token = token(issuer, settings.path("clientId").asText(), console + "/signed-in");
      var origin = console.toString();
      var uploads = at(origin + "/uploads").header("Authorization", "Bearer " + token);
      assertThat(send(uploads.copy()).statusCode()).isEqualTo(200);
      var upload =
          Json.readOrMissing(
              send(uploads.POST(
                      BodyPublishers.ofString(
                          "{\"kind\":\"activity\",\"file_name\":\"a.csv\",\"size_bytes\":1}")))
                  .body());
      assertThat(allowed(upload.path("put_url").asText(), origin)).isEqualTo(origin);

      var policy =
          send(at(origin + "/")).headers().firstValue("Content-Security-Policy").orElse("");
      assertThat(policy)
          .contains(
              "connect-src 'self' %s %s;"
                  .formatted(Objects.requireNonNull(cloud.serviceUrls().get("S3")), issuer));
    }
  }

  private String token(String issuer, String client, String redirect) throws Exception {
    var description =
        Json.readOrMissing(send(at(issuer + "/.well-known/openid-configuration")).body());
    var challenge =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(UTF_8)));
    var chosen =
        Map.ofEntries(
            Map.entry("response_type", "code"),
            Map.entry("scope", "openid"),
            Map.entry("client_id", client),
            Map.entry("redirect_uri", redirect),
            Map.entry("code_challenge", challenge),
            Map.entry("code_challenge_method", "S256"),
            Map.entry("tenant", "acme"),
            Map.entry("role", "admin"),
            Map.entry("subject", "ada"));
    var address = description.path("authorization_endpoint").asText();
    var location =
        send(at(address).POST(form(chosen))).headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(redirect + "?code=");
    var code = URLDecoder.decode(location.replaceAll(".*[?&]code=([^&]*).*", "$1"), UTF_8);
    var redemption =
        Map.of(
            "grant_type", "authorization_code",
            "client_id", client,
            "redirect_uri", redirect,
            "code", code,
            "code_verifier", VERIFIER);
    var answer = send(at(description.path("token_endpoint").asText()).POST(form(redemption)));
    return Json.readOrMissing(answer.body()).path("access_token").asText();
  }

  /// Which origin the bucket lets send a file.
  private String allowed(String presigned, String origin) throws Exception {
    var preflight =
        at(presigned)
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "PUT")
            .header("Access-Control-Request-Headers", "content-type,if-none-match");
    return send(preflight).headers().firstValue("Access-Control-Allow-Origin").orElse("");
  }
}
