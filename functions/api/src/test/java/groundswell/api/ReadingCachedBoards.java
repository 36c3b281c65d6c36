package groundswell.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.ranking.Board;
import groundswell.domain.ranking.BoardRow;
import groundswell.domain.ranking.PublishedBoard;
import groundswell.domain.scoring.Score;
import groundswell.domain.tenants.TenantRemoval;
import groundswell.domain.uploads.UploadState.Checking;
import groundswell.http.testing.ApiDocument;
import groundswell.platform.wiring.Wiring;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Boards for a cache, one answer for all of a tenant; and the cookies that open it.
class ReadingCachedBoards {
  private static final KeyPair KEYS = keys();
  private static final String PARAMETER = "/board-signing-key";
  private static final String SECRET = "s3cret";
  private static final Map<String, String> CACHED =
      Map.of(
          "CONSOLE_ORIGIN",
          "https://wellness.example.com",
          "BOARD_KEY_ID",
          "K1",
          "BOARD_SIGNING_KEY",
          PARAMETER,
          "BOARD_ORIGIN_SECRET",
          SECRET);

  private final ApiWorld world = new ApiWorld(CACHED);
  private final String board = "/cached/%s/challenges/spring/board".formatted(world.tenant.value());

  @BeforeEach
  void defineTheChallenge() {
    world.ask("PUT", "/challenges/spring", Definitions.total("")).expect(201);
  }

  private static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("RSA").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String pem(String kind, byte[] der) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, lines, kind);
  }

  private void store(String key) {
    world.environment.aws().ssm().putParameter(request -> request.name(PARAMETER).value(key));
  }

  private static Map<String, String> secret() {
    return Map.of(CachedBoards.HEADER, SECRET);
  }

  @Test
  void saysWhatMembersSeeAndWhenToAskAgain() {
    publish("ann");

    var cached = world.askWithoutToken(board, secret()).expect(200);

    assertThat(cached.at("/rows/0/member")).isEqualTo("ann");
    assertThat(cached.body())
        .isEqualTo(world.asMember("bob", "GET", "/challenges/spring/board").body());
    assertThat(cached.at("/poll_after_seconds")).isEqualTo("2");
  }

  @Test
  void isNotSentAgainWhileItIsTheSame() {
    publish("ann");
    var tag = world.askWithoutToken(board, secret()).expect(200).entityTag();

    assertThat(tag).isEqualTo("\"7\"");
    for (var known : List.of(tag, "W/" + tag))
      assertThat(
              world
                  .askWithoutToken(
                      board, Map.of(CachedBoards.HEADER, SECRET, "if-none-match", known))
                  .expect(304)
                  .body())
          .isEmpty();
  }

  /// The name of a file says more than members are told.
  @Test
  void namesNoUploadThatIsUnderWay() {
    publish("ann");
    var order = "{\"kind\": \"activity\", \"file_name\": \"steps.csv\", \"size_bytes\": 9}";
    var upload = new UploadId(world.ask("POST", "/uploads", order).expect(201).at("/upload"));
    var uploads = new Wiring(world.environment).uploads();
    uploads.advance(
        uploads.find(world.tenant, upload).orElseThrow(), new Checking(world.now(), "version"));

    assertThat(world.ask("GET", "/challenges/spring/board").body()).contains("steps.csv");
    assertThat(world.askWithoutToken(board, secret()).expect(200).body())
        .doesNotContain("steps.csv", "uploads_under_way");
  }

  private void publish(String member) {
    var id = new MemberId(member);
    var profile = new BoardRow.ProfileRegister(1, "Name of " + member, Optional.of("Blue"));
    var score = new BoardRow.ScoreRegister(1, true, new Score(500), 3);
    var row = BoardRow.of(id, profile).merge(BoardRow.of(id, score));
    var key = "boards/%s/spring/7-x.json.gz".formatted(world.tenant);
    var next = new PublishedBoard(7, 1, key, world.now(), 1);
    assertThat(
            new Wiring(world.environment)
                .boards()
                .publish(
                    world.tenant,
                    new ChallengeId("spring"),
                    Optional.empty(),
                    next,
                    Board.EMPTY.merge(List.of(row))))
        .isTrue();
  }

  @Test
  void isForTheDistributionOnly() {
    for (var header : List.of("", "s3cre", SECRET + "x", "S3cret")) {
      var reply = world.askWithoutToken(board, Map.of(CachedBoards.HEADER, header)).expect(403);
      assertThat(reply.at("/code")).isEqualTo("forbidden");
      assertThat(reply.at("/detail")).contains("with a token, read").doesNotContain(SECRET);
    }
    world.askWithoutToken(board, Map.of()).expect(403);
  }

  @Test
  void isRefusedWithATokenInPlaceOfTheSecret() {
    for (var role : List.of("admin", "viewer", "member", "operator"))
      world.as(role, "somebody", "GET", board).expect(403);
  }

  @Test
  void isRefusedToAllWhereNothingIsCached() {
    var plain = new ApiWorld();
    var path = "/cached/%s/challenges/spring/board".formatted(plain.tenant.value());
    plain.ask("PUT", "/challenges/spring", Definitions.total("")).expect(201);

    plain.askWithoutToken(path, Map.of()).expect(403);
    plain.askWithoutToken(path, Map.of(CachedBoards.HEADER, "")).expect(403);
    assertThat(plain.asMember("ann", "POST", "/board-access").expect(404).at("/code"))
        .isEqualTo("boards-not-cached");
  }

  @Test
  void takesTheParametersThatTheDocumentNamesAndNoPerson() {
    assertThat(BoardRoutes.CACHED_QUERY)
        .isEqualTo(
            ApiDocument.OURS.operation(CachedBoards.ROUTE).orElseThrow().parameters("query"));
    world.askWithoutToken(board + "?page=1&size=5", secret()).expect(200);
    world.askWithoutToken(board + "?top=3", secret()).expect(200);
    world.askWithoutToken(board + "?top=3&page=1", secret()).expect(400);
    world.askWithoutToken(board + "?around=ann", secret()).expect(400);
    world.askWithoutToken(board + "?radius=1", secret()).expect(400);
  }

  @Test
  void isGoneWithItsTenant() {
    new Wiring(world.environment)
        .removals()
        .put(new TenantRemoval(world.tenant, world.now(), "olga", Optional.empty()));
    store(pem("PRIVATE KEY", KEYS.getPrivate().getEncoded()));
    world.at("2026-03-10T12:00:02Z"); // an instance looks for it once a second

    world.askWithoutToken(board, secret()).expect(410);
    world.asMember("ann", "POST", "/board-access").expect(410);
  }

  @Test
  void refusesATenantThatCannotBe() {
    world.askWithoutToken("/cached/a*/challenges/spring/board", secret()).expect(400);
    world.askWithoutToken("/cached/../challenges/spring/board", secret()).expect(400);
  }

  /// As CloudFront checks it.
  @Test
  void isOpenedByCookiesForTheCallersTenant() throws GeneralSecurityException {
    store(pem("PRIVATE KEY", KEYS.getPrivate().getEncoded()));
    world.at("2026-03-10T12:00:00Z");

    var answer = world.asMember("ann", "POST", "/board-access").expect(200);

    assertThat(answer.at("/tenant")).isEqualTo(world.tenant.value());
    assertThat(answer.at("/expires_in_seconds")).isEqualTo("600");
    var cookies = answer.cookies();
    assertThat(cookies)
        .containsOnlyKeys("CloudFront-Policy", "CloudFront-Signature", "CloudFront-Key-Pair-Id")
        .containsEntry("CloudFront-Key-Pair-Id", "K1");
    assertThat(answer.headers().getOrDefault("set-cookie", "").lines())
        .allMatch(
            line ->
                line.endsWith(
                    "; Path=/cached/%s/; Secure; HttpOnly; SameSite=Strict"
                        .formatted(world.tenant.value())));
    var policy = decoded(cookies.getOrDefault("CloudFront-Policy", ""));
    assertThat(new String(policy, UTF_8))
        .isEqualTo(
            "{\"Statement\":[{\"Resource\":\"https://wellness.example.com/cached/%s/*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":%d}}}]}"
                .formatted(
                    world.tenant.value(), Instant.parse("2026-03-10T12:10:00Z").getEpochSecond()));
    var check = Signature.getInstance("SHA1withRSA");
    check.initVerify(KEYS.getPublic());
    check.update(policy);
    assertThat(check.verify(decoded(cookies.getOrDefault("CloudFront-Signature", "")))).isTrue();
  }

  private static byte[] decoded(String cookie) {
    assertThat(cookie).matches("[A-Za-z0-9_~-]+");
    return Base64.getDecoder().decode(cookie.replace('-', '+').replace('_', '=').replace('~', '/'));
  }

  /// Who can call gets cookies: what they open is what everybody of the tenant may see.
  @Test
  void isOpenToEveryRole() {
    store(pem("PRIVATE KEY", KEYS.getPrivate().getEncoded()));

    for (var role : List.of("admin", "viewer", "member", "operator"))
      world.as(role, "somebody", "POST", "/board-access").expect(200);
  }

  @Test
  void saysNothingOfAKeyThatIsNone() {
    for (var key :
        List.of(
            "MIIE",
            pem("PUBLIC KEY", KEYS.getPublic().getEncoded()),
            "-----BEGIN RSA PRIVATE KEY-----"))
      assertThatThrownBy(() -> SignedCookies.of("K1", key))
          .hasMessageContaining("PKCS #8")
          .hasNoCause();
    var cookies = SignedCookies.of("K1", pem("PRIVATE KEY", KEYS.getPrivate().getEncoded()));
    assertThat(cookies).hasToString("SignedCookies[keyId=K1]");
    assertThat(cookies.below(URI.create("https://a.example"), "/cached/a/", Instant.EPOCH))
        .hasSize(3);
  }
}
