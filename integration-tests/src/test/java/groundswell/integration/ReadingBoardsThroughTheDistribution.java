package groundswell.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.client.Json;
import groundswell.http.testing.ApiDocument;
import groundswell.integration.stack.OneJvm;
import groundswell.local.LocalCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Boards behind the distribution of the template that is deployed: who has a token gets cookies,
/// and who has those of a tenant reads its boards, and no others.
class ReadingBoardsThroughTheDistribution {
  private static final KeyPair KEYS = keys();
  private static final String KEY_PARAMETER = "/groundswell/board-signing-key";
  private static final String BOARD = "/cached/acme/challenges/spring/board";
  private static final String OTHER_BOARD = "/cached/acme-2/challenges/spring/board";
  private static final String CHALLENGE =
      """
      {"name": "Spring", "period": {"start": "2026-03-01", "end": "2026-04-02"},
       "rule": {"type": "total", "metric": "steps"}, "goal": 300000}\
      """;

  @TempDir private static Path directory;
  private static LocalCloud cloud;
  private final HttpClient http = HttpClient.newHttpClient();

  private static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("RSA").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /// What `make board-key` does.
  @BeforeAll
  static void start() {
    cloud =
        LocalCloud.start(
            OneJvm.options(directory)
                .withParameters(
                    Map.of(
                        "BoardPublicKey", String.join(",", lines(KEYS.getPublic().getEncoded())))));
    var pem =
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(String.join("\n", lines(KEYS.getPrivate().getEncoded())));
    cloud.aws().ssm().putParameter(request -> request.name(KEY_PARAMETER).value(pem));
    for (var tenant : List.of("acme", "acme-2"))
      assertThat(new ReadingBoardsThroughTheDistribution().define(tenant)).isEqualTo(201);
  }

  private static List<String> lines(byte[] der) {
    return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der).lines().toList();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private int define(String tenant) {
    var body = BodyPublishers.ofString(CHALLENGE);
    return send(withToken(tenant, "/challenges/spring").PUT(body)).statusCode();
  }

  private static HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create(cloud.apiUrl() + path));
  }

  private static HttpRequest.Builder withToken(String tenant, String path) {
    var token = cloud.tokenFor(tenant, "admin", "ada");
    return at(path)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// The cookies that a tenant's caller gets, as a browser sends them back.
  private String cookies(String tenant) {
    var answer = send(withToken(tenant, "/board-access").POST(BodyPublishers.noBody()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.headers().allValues("set-cookie").stream()
        .map(cookie -> cookie.split(";", 2)[0])
        .collect(Collectors.joining("; "));
  }

  private int status(String path, String cookies) {
    return send(at(path).header("Cookie", cookies)).statusCode();
  }

  @Test
  void theCookiesOfATenantOpenItsBoards() {
    var cached = send(at(BOARD).header("Cookie", cookies("acme")));

    assertThat(cached.statusCode()).as(cached.body()).isEqualTo(200);
    var board = Json.readOrMissing(cached.body());
    assertThat(board.path("name").asText()).isEqualTo("Spring");
    assertThat(board.path("poll_after_seconds").asInt()).isPositive();
    assertThat(cached.headers().firstValue("set-cookie")).isEmpty();
  }

  /// The permission is in no role of a stack without keys.
  @Test
  void thePermissionToReadTheKeyIsNeeded() {
    cookies("acme");

    assertThat(cloud.statementUse().unneeded())
        .isNotEmpty()
        .noneMatch(statement -> statement.contains(KEY_PARAMETER));
  }

  @Test
  void theConsoleIsToldThatBoardsAreCached() {
    var settings = Json.readOrMissing(send(at("/console.json")).body());

    assertThat(settings.path("cachedBoards").asBoolean()).isTrue();
  }

  /// `acme` is how `acme-2` begins.
  @Test
  void thoseOfAnotherTenantOpenNothing() {
    assertThat(status(OTHER_BOARD, cookies("acme"))).isEqualTo(403);
    assertThat(status(BOARD, cookies("acme-2"))).isEqualTo(403);
    assertThat(status(OTHER_BOARD, cookies("acme-2"))).isEqualTo(200);
  }

  @Test
  void anAddressThatLeadsToAnotherTenantIsRefused() {
    var cookies = cookies("acme");

    for (var path :
        List.of(
            "/cached/acme/../acme-2/challenges/spring/board",
            "/cached/acme/%2e%2e/acme-2/challenges/spring/board",
            "/cached/acme%2f..%2facme-2/challenges/spring/board",
            "/cached/acme/..%2facme-2/challenges/spring/board",
            "/cached/acme/challenges/spring/board/..%2fboard"))
      assertThat(status(path, cookies)).as(path).isEqualTo(403);
  }

  @Test
  void anExpiredCookieOpensNothing() throws GeneralSecurityException {
    var now = Instant.now();
    var resource = cloud.apiUrl() + "/cached/acme/*";

    assertThat(status(BOARD, signed(KEYS, resource, now.plusSeconds(60)))).isEqualTo(200);
    assertThat(status(BOARD, signed(KEYS, resource, now.minusSeconds(1)))).isEqualTo(403);
  }

  @Test
  void aCookieOfAnotherKeyOrWithAnotherPolicyOpensNothing() throws GeneralSecurityException {
    var later = Instant.now().plusSeconds(60);
    var resource = cloud.apiUrl() + "/cached/acme/*";
    var good = parts(signed(KEYS, resource, later));
    var wider = parts(signed(keys(), cloud.apiUrl() + "/cached/*", later));

    assertThat(status(BOARD, signed(keys(), resource, later))).isEqualTo(403);
    assertThat(status(BOARD, String.join("; ", wider.get(0), good.get(1), good.get(2))))
        .isEqualTo(403);
    assertThat(status(BOARD, String.join("; ", good.get(0), good.get(1)))).isEqualTo(403);
    assertThat(
            status(BOARD, String.join("; ", good.get(0), good.get(1), "CloudFront-Key-Pair-Id=K0")))
        .isEqualTo(403);
    assertThat(
            status(
                BOARD,
                "CloudFront-Policy=~~; CloudFront-Signature=!; CloudFront-Key-Pair-Id=BoardKey"))
        .isEqualTo(403);
  }

  private static List<String> parts(String cookies) {
    return Arrays.asList(cookies.split("; ", -1));
  }

  private static String signed(KeyPair keys, String resource, Instant expiry)
      throws GeneralSecurityException {
    var policy =
        "{\"Statement\":[{\"Resource\":\"%s\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":%d}}}]}"
            .formatted(resource, expiry.getEpochSecond())
            .getBytes(UTF_8);
    var signature = Signature.getInstance("SHA1withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(policy);
    return "CloudFront-Policy=%s; CloudFront-Signature=%s; CloudFront-Key-Pair-Id=BoardKey"
        .formatted(text(policy), text(signature.sign()));
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder()
        .encodeToString(bytes)
        .replace('+', '-')
        .replace('=', '_')
        .replace('/', '~');
  }

  /// Every address with a board in it: without a token, a cookie and the secret, nothing.
  @Test
  void noBoardIsPublic() {
    var boards =
        ApiDocument.OURS.operations().stream()
            .filter(operation -> operation.path().contains("board"))
            .toList();

    assertThat(boards).hasSizeGreaterThanOrEqualTo(3);
    for (var operation : boards) {
      var path = operation.path().replace("{tenant}", "acme").replace("{challenge}", "spring");
      for (var headers :
          Stream.of(
                  List.<String>of(),
                  List.of("x-origin-secret", "guessed"),
                  List.of("x-origin-secret", ""),
                  List.of("Authorization", "Bearer guessed"))
              .toList()) {
        var request = at(path).method(operation.method(), BodyPublishers.noBody());
        if (!headers.isEmpty()) request.header(headers.getFirst(), headers.getLast());
        assertThat(send(request).statusCode()).as("%s with %s", operation, headers).isIn(401, 403);
      }
    }
  }

  /// At the API's own address cookies and tokens count for nothing, and the cache for nobody.
  @Test
  void theApiTakesNeitherCookiesNorTokensInPlaceOfTheSecret() {
    var direct =
        withToken("acme", BOARD).header("Cookie", cookies("acme")).header("x-origin-secret", "no");

    var answer = send(direct);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Json.readOrMissing(answer.body()).path("code").asText()).isEqualTo("forbidden");
  }

  /// No matter who asks, and what else is in the query.
  @Test
  void oneAnswerServesAllOfATenant() {
    var first = send(at(BOARD).header("Cookie", cookies("acme")));
    var others =
        Stream.of("", "?around=ann", "?nonsense=1")
            .map(query -> send(at(BOARD + query).header("Cookie", cookies("acme"))).body());

    assertThat(others).containsOnly(first.body());
  }
}
