package groundswell.local.template;

import groundswell.local.template.CreatedResources.Created;
import groundswell.local.template.FunctionReader.Event;
import groundswell.local.template.Topology.CorsRule;
import groundswell.local.template.Topology.HttpApi;
import groundswell.local.template.Topology.JwtAuthorizer;
import groundswell.local.template.Topology.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The HTTP API with its routes, which are events of functions. See
/// https://github.com/aws/serverless-application-model, versions/2016-10-31.md
final class HttpApiReader {
  /// See https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html
  private static final int MAX_AGE_SECONDS_MAX = 86_400;

  private static final String NO_AUTHORIZER = "NONE";
  private static final Set<String> METHODS =
      Set.of("ANY", "GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS");

  private final CreatedResources resources;
  private final FunctionReader functions;

  HttpApiReader(CreatedResources resources, FunctionReader functions) {
    this.resources = resources;
    this.functions = functions;
  }

  Optional<HttpApi> httpApi() {
    var apis = resources.of("AWS::Serverless::HttpApi");
    if (apis.size() > 1) {
      throw apis.get(1).properties().error("the local cloud supports one HTTP API");
    }
    var orphan = functions.events("HttpApi").findFirst();
    if (apis.isEmpty() && orphan.isPresent()) {
      throw orphan.get().properties().error("there is no HTTP API in this template");
    }
    return apis.stream().findFirst().map(this::httpApi);
  }

  private HttpApi httpApi(Created api) {
    var auth = api.properties().section("Auth");
    var authorizers = auth.map(section -> section.named("Authorizers")).orElse(Map.of());
    var byDefault = auth.flatMap(section -> section.optionalText("DefaultAuthorizer"));
    byDefault.ifPresent(name -> requireKnown(name, authorizers.keySet(), api.properties()));
    var routes = new LinkedHashMap<String, Route>();
    functions
        .events("HttpApi")
        .forEach(
            event -> {
              var route = route(event, api, authorizers.keySet(), byDefault);
              var earlier = routes.putIfAbsent(key(route), route);
              if (earlier != null) {
                throw event
                    .properties()
                    .error(
                        "%s %s is already the route of an event of %s"
                            .formatted(route.method(), route.path(), earlier.functionLogicalId()));
              }
            });
    return new HttpApi(
        api.logicalId(),
        List.copyOf(routes.values()),
        authorizers.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> authorizer(entry.getValue()))),
        api.properties().section("CorsConfiguration").map(HttpApiReader::cors));
  }

  private static CorsRule cors(Section cors) {
    return new CorsRule(
        cors.texts("AllowOrigins"),
        cors.texts("AllowMethods"),
        cors.texts("AllowHeaders"),
        cors.texts("ExposeHeaders"),
        cors.seconds("MaxAge", 0, MAX_AGE_SECONDS_MAX));
  }

  /// Two routes are the same if they differ in the names of their parameters only.
  private static String key(Route route) {
    return route.method() + " " + route.path().replaceAll("\\{[^}+]*", "{");
  }

  private static JwtAuthorizer authorizer(Section authorizer) {
    var jwt =
        authorizer
            .section("JwtConfiguration")
            .orElseThrow(() -> authorizer.error("JwtConfiguration is missing"));
    return new JwtAuthorizer(jwt.text("issuer"), jwt.texts("audience"));
  }

  private Route route(
      Event event, Created api, Set<String> authorizers, Optional<String> byDefault) {
    var properties = event.properties();
    if (!properties.text("ApiId").equals(resources.ref(api))) {
      throw properties.error("ApiId must be a Ref to %s".formatted(api.logicalId()));
    }
    var method = properties.text("Method").toUpperCase(Locale.ROOT);
    if (!METHODS.contains(method)) {
      throw properties.error("Method \"%s\" is not one of %s".formatted(method, METHODS));
    }
    var path = properties.text("Path");
    if (!path.startsWith("/"))
      throw properties.error("Path \"%s\" must begin with /".formatted(path));
    var authorizer =
        properties
            .section("Auth")
            .flatMap(auth -> auth.optionalText("Authorizer"))
            .or(() -> byDefault)
            .filter(name -> !name.equals(NO_AUTHORIZER));
    authorizer.ifPresent(name -> requireKnown(name, authorizers, properties));
    return new Route(method, path, event.functionLogicalId(), authorizer);
  }

  private static void requireKnown(String authorizer, Set<String> known, Section section) {
    if (!known.contains(authorizer)) {
      throw section.error("there is no authorizer \"%s\"".formatted(authorizer));
    }
  }
}
