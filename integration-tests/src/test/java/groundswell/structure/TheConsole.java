package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.local.http.ConsoleSite;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The distribution gives each address to its owner, and pages may call nothing but their own.
class TheConsole {
  private static final String CONSOLE = "ConsoleOrigin";

  private final Template template = Template.read();

  private Property distribution() {
    return template.resource("ConsoleDistribution").properties().at("DistributionConfig");
  }

  private List<Pattern> pathsOfTheApi() {
    return distribution().at("CacheBehaviors").items().stream()
        .map(behavior -> behavior.at("PathPattern").text())
        .map(pattern -> Pattern.compile(pattern.replace("*", ".*")))
        .toList();
  }

  private List<String> routes() {
    return template.routes().map(route -> route.at("Path").text()).distinct().toList();
  }

  @Test
  void everyRouteIsTheApis() {
    var paths = pathsOfTheApi();

    assertThat(routes())
        .isNotEmpty()
        .allSatisfy(route -> assertThat(paths).anyMatch(path -> path.matcher(route).matches()));
  }

  @Test
  void everyPathOfTheApiHasARoute() {
    var routes = routes();

    assertThat(pathsOfTheApi())
        .isNotEmpty()
        .allSatisfy(path -> assertThat(routes).anyMatch(route -> path.matcher(route).matches()));
  }

  @Test
  void noViewHasAnAddressOfTheApi() {
    assertThat(List.of("/", "/admin/uploads", "/me", "/me/days", "/ops/failures", "/signed-in"))
        .allMatch(view -> ConsoleSite.VIEWS.matcher(view).matches())
        .allSatisfy(
            view -> assertThat(pathsOfTheApi()).noneMatch(path -> path.matcher(view).matches()));
    assertThat(routes()).noneMatch(route -> ConsoleSite.VIEWS.matcher(route).matches());
  }

  @Test
  void theSameAddressesAreViewsHereAndThere() {
    var code = template.resource("ConsolePages").properties().at("FunctionCode").text();

    assertThat(code)
        .contains("/" + ConsoleSite.VIEWS.pattern().replace("/", "\\/") + "/.test(request.uri)");
  }

  /// A page instead of an error would hide the API's.
  @Test
  void noErrorIsReplaced() {
    assertThat(distribution().at("CustomErrorResponses").items())
        .isNotEmpty()
        .allMatch(error -> error.at("ResponsePagePath").missing())
        .allMatch(error -> error.at("ErrorCachingMinTTL").text().equals("1"));
  }

  @Test
  void onlyTheConsolesOriginMayCall() {
    var api = template.resource("HttpApi").properties().at("CorsConfiguration");
    var bucket =
        template.resource("Bucket").properties().at("CorsConfiguration", "CorsRules").items();

    assertThat(api.at("AllowOrigins").items())
        .singleElement()
        .returns(CONSOLE, origin -> origin.reference().orElse(""));
    assertThat(bucket).hasSize(1);
    assertThat(bucket.getFirst().at("AllowedOrigins").items())
        .singleElement()
        .returns(CONSOLE, origin -> origin.reference().orElse(""));
    assertThat(template.parameters().get(CONSOLE))
        .isNotNull()
        .returns("https://console.invalid", parameter -> parameter.at("Default").text());
  }

  /// See https://www.w3.org/TR/CSP3/
  @Test
  void pagesRunNothingButTheirOwn() {
    var policy =
        template
            .resource("ConsoleHeaders")
            .properties()
            .at(
                "ResponseHeadersPolicyConfig",
                "SecurityHeadersConfig",
                "ContentSecurityPolicy",
                "ContentSecurityPolicy")
            .text();

    assertThat(policy)
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .contains("font-src 'self'", "base-uri 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*");
  }

  @Test
  void everythingOfItHasOneCondition() {
    assertThat(template.root().at("Resources").fields())
        .allSatisfy(
            (id, resource) -> {
              if (id.startsWith("Console") || resource.at("Type").text().contains("CloudFront"))
                assertThat(resource.at("Condition").text())
                    .isEqualTo(
                        TheCachedBoards.isPartOfThem(id) ? "BoardsAreCached" : "ConsoleIsHosted");
            });
  }
}
