package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.http.testing.ApiDocument;
import groundswell.local.http.CachedFront;
import groundswell.local.template.LocalNames;
import groundswell.local.template.Topology;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// CloudFront caches boards, and gives them only to browsers with a cookie of their tenant.
class TheCachedBoards {
  private static final String CONDITION = "BoardsAreCached";
  private static final String PATTERN = "/cached/*";
  private static final String DISABLED = "CachingDisabled";

  private final Template template = Template.read();

  static boolean isPartOfThem(String logicalId) {
    return logicalId.matches("Board[A-Z][a-zA-Z]+")
        && !logicalId.matches("Board(Live|Bulk|Builder).*");
  }

  private Property distribution() {
    return template.resource("ConsoleDistribution").properties().at("DistributionConfig");
  }

  private List<Property> behaviors() {
    return distribution().at("CacheBehaviors").items();
  }

  private Property behavior() {
    return behaviors().stream()
        .filter(each -> each.at("PathPattern").is(PATTERN))
        .findFirst()
        .orElseThrow();
  }

  private Property policy() {
    var id = behavior().at("CachePolicyId").reference().orElseThrow();
    return template.resource(id).properties().at("CachePolicyConfig");
  }

  private static Topology topology(Map<String, String> parameters) {
    return groundswell.local.template.Template.read(
        Repository.ROOT.resolve("template.yaml"),
        parameters,
        LocalNames.of("http://127.0.0.1:1", "http://127.0.0.1:2"));
  }

  @Test
  void needASignedCookie() {
    var group =
        template.resource(
            behavior().at("TrustedKeyGroups").items().getFirst().reference().orElseThrow());
    var key = group.properties().at("KeyGroupConfig", "Items").items().getFirst().reference();

    assertThat(group.type()).isEqualTo("AWS::CloudFront::KeyGroup");
    assertThat(template.resource(key.orElseThrow()).type()).isEqualTo("AWS::CloudFront::PublicKey");
    assertThat(behaviors())
        .filteredOn(each -> !each.at("TrustedKeyGroups").missing())
        .singleElement()
        .isEqualTo(behavior());
  }

  /// With a cookie or a header in the key, each member would have a copy of its own.
  @Test
  void areOneAnswerForAllOfATenant() {
    var key = policy().at("ParametersInCacheKeyAndForwardedToOrigin");

    assertThat(key.at("CookiesConfig", "CookieBehavior").text()).isEqualTo("none");
    assertThat(key.at("HeadersConfig", "HeaderBehavior").text()).isEqualTo("none");
    assertThat(behavior().at("OriginRequestPolicyId").missing()).isTrue();
    assertThat(key.at("QueryStringsConfig", "QueryStringBehavior").text()).isEqualTo("whitelist");
    assertThat(key.at("QueryStringsConfig", "QueryStrings").items())
        .extracting(Property::text)
        .containsExactlyInAnyOrderElementsOf(
            ApiDocument.OURS
                .operation("GET /cached/{tenant}/challenges/{challenge}/board")
                .orElseThrow()
                .parameters("query"));
  }

  @Test
  void areASecondOldAndCompressed() {
    for (var time : List.of("MinTTL", "DefaultTTL", "MaxTTL"))
      assertThat(policy().at(time).text()).as(time).isEqualTo("1");
    var key = policy().at("ParametersInCacheKeyAndForwardedToOrigin");
    assertThat(key.at("EnableAcceptEncodingGzip").text()).isEqualTo("true");
    assertThat(key.at("EnableAcceptEncodingBrotli").text()).isEqualTo("true");
    assertThat(behavior().at("Compress").text()).isEqualTo("true");
    assertThat(behavior().at("AllowedMethods").items())
        .extracting(Property::text)
        .containsExactly("GET", "HEAD");
  }

  @Test
  void areTheOnlyPartOfTheApiThatIsCached() {
    assertThat(behaviors())
        .filteredOn(each -> !each.at("PathPattern").is(PATTERN))
        .isNotEmpty()
        .allMatch(
            each -> each.at("CachePolicyId").texts().anyMatch(key -> key.text().equals(DISABLED)))
        .allMatch(each -> each.at("TargetOriginId").is("api"));
  }

  /// The API's other addresses get no secret, so that a detour by way of them leads nowhere.
  @Test
  void areAskedForWithASecretThatNobodyReads() {
    var origin =
        distribution().at("Origins").items().stream()
            .filter(each -> !each.at("OriginCustomHeaders").missing())
            .findFirst()
            .orElseThrow();
    var header = origin.at("OriginCustomHeaders").items().getFirst();
    var secret = template.resource("BoardOriginSecret").properties();

    assertThat(origin.at("Id").text()).isEqualTo(behavior().at("TargetOriginId").text());
    assertThat(header.at("HeaderName").text()).isEqualTo("x-origin-secret");
    assertThat(header.at("HeaderValue").text())
        .isEqualTo("{{resolve:secretsmanager:${BoardOriginSecret}}}");
    assertThat(secret.at("GenerateSecretString", "PasswordLength").text()).isEqualTo("64");
    assertThat(secret.at("SecretString").missing()).isTrue();
    assertThat(template.root().at("Outputs").references()).doesNotContain("BoardOriginSecret");
  }

  @Test
  void areNotThereWithoutADistributionOrAKey() {
    assertThat(template.root().at("Resources").fields())
        .allSatisfy(
            (id, resource) -> {
              if (isPartOfThem(id))
                assertThat(resource.at("Condition").text()).isEqualTo(CONDITION);
            });
    for (var without : List.of(Map.<String, String>of(), Map.of("BoardPublicKey", ""))) {
      var topology = topology(without);
      assertThat(topology.cachedPaths()).isEmpty();
      assertThat(topology.outputs().get("ConsoleSettings")).contains("\"cachedBoards\":false");
      assertThat(
              topology.functions().stream()
                  .flatMap(function -> function.environment().entrySet().stream())
                  .filter(
                      variable ->
                          variable.getKey().matches("BOARD_(KEY_ID|SIGNING_KEY|ORIGIN_SECRET)"))
                  .filter(variable -> !variable.getValue().isEmpty()))
          .isEmpty();
    }
  }

  /// One function may read the key that signs cookies, if there are any.
  @Test
  void areSignedByTheApiAlone() {
    assertThat(template.resources(Template.FUNCTION))
        .filteredOn(
            function ->
                template.allowed(function.id(), "ssm:GetParameter").stream()
                    .anyMatch(statement -> statement.references().contains("BoardSigningKey")))
        .extracting(Template.Resource::id)
        .containsExactly("Api");
  }

  @Test
  void haveTheSamePlainAddressesHereAndThere() {
    var code = template.resource("BoardAddresses").properties().at("FunctionCode").text();

    assertThat(code)
        .contains("'%s'".formatted(CachedFront.NAME))
        .contains(
            "`%s`".formatted(CachedFront.BOARD.pattern().replace(CachedFront.NAME, "${name}")));
    assertThat(behavior().at("FunctionAssociations").items())
        .singleElement()
        .returns("viewer-request", each -> each.at("EventType").text())
        .returns("BoardAddresses", each -> each.at("FunctionARN").reference().orElse(""));
  }

  /// Dots or escapes that somebody resolves on the way could lead to another tenant.
  @Test
  void haveNoAddressThatLeadsOutOfATenant() {
    assertThat("/cached/acme/challenges/spring/board").matches(CachedFront.BOARD);
    assertThat(
            List.of(
                "/cached/acme/../acme-2/challenges/spring/board",
                "/cached/acme/%2e%2e/acme-2/challenges/spring/board",
                "/cached/../challenges/spring/board",
                "/cached/acme%2f..%2facme-2/challenges/spring/board",
                "/cached/acme/challenges/spring/board/"))
        .noneMatch(path -> CachedFront.BOARD.matcher(path).matches());
  }
}
