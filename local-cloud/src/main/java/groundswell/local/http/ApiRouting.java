package groundswell.local.http;

import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import groundswell.local.http.JwtCheck.Unauthorized;
import groundswell.local.runtime.LocalFunction;
import groundswell.local.template.Topology.HttpApi;
import groundswell.local.template.Topology.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Routes a request to its function or to the console, and answers as API Gateway does where that
/// fails.
final class ApiRouting implements HttpGateway.Routing {
  private static final Logger LOG = LoggerFactory.getLogger(ApiRouting.class);

  /// See https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
  static final int BODY_BYTES_MAX = 10 << 20;

  private final RouteTable routes;
  private final Map<String, JwtCheck> authorizers;
  private final RouteInvoker invoker;
  private final LocalRoutes localRoutes;
  private final Optional<ConsoleSite> console;
  private final Optional<CachedFront> front;
  private final ApiCors cors;
  private final InstantSource clock;
  private final AtomicLong requests = new AtomicLong();

  ApiRouting(
      HttpApi api,
      RouteInvoker invoker,
      LocalRoutes localRoutes,
      Optional<ConsoleSite> console,
      Optional<CachedFront> front,
      InstantSource clock) {
    this.routes = new RouteTable(api.routes());
    this.authorizers =
        api.authorizers().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> new JwtCheck(entry.getValue(), clock)));
    this.invoker = invoker;
    this.localRoutes = localRoutes;
    this.console = console;
    this.front = front;
    this.cors = new ApiCors(api.cors());
    this.clock = clock;
  }

  @Override
  public ApiResponse answer(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      return ApiResponse.message(413, "Request Entity Too Large");
    }
    var preflight = cors.preflight(exchange);
    if (preflight.isPresent()) return preflight.get();
    var path = exchange.getRequestURI().getRawPath();
    try {
      if (front.isPresent() && front.get().isFor(exchange)) return front.get().answer(exchange);
      var local = localRoutes.handlers().get(path);
      if (local != null) return ofLocal(local, exchange, body);
      var page = localRoutes.pages().get(path);
      if (page != null) return ApiResponse.page(page);
      var match = routes.find(exchange.getRequestMethod(), path);
      if (match.isPresent()) return cors.with(exchange, ofRoute(match.get(), exchange, body));
      var file =
          console.isPresent() ? console.get().answer(exchange) : Optional.<ApiResponse>empty();
      return file.orElseGet(() -> cors.with(exchange, ApiResponse.message(404, "Not Found")));
    } catch (IllegalArgumentException e) {
      return ApiResponse.message(400, String.valueOf(e.getMessage()));
    }
  }

  private static ApiResponse ofLocal(
      LocalRoutes.Handler handler, HttpExchange exchange, byte[] body) {
    var request =
        new LocalRoutes.Request(
            exchange.getRequestMethod(),
            QueryString.joined(exchange.getRequestURI().getRawQuery()),
            new String(body, StandardCharsets.UTF_8));
    return ApiResponse.json(200, handler.answer(request).toString());
  }

  private ApiResponse ofRoute(RouteTable.Match match, HttpExchange exchange, byte[] body) {
    Optional<JWTClaimsSet> claims;
    try {
      claims = claims(match.route(), exchange);
    } catch (Unauthorized e) {
      return unauthorized(e);
    } catch (UncheckedIOException e) {
      LOG.error("cannot check a token", e);
      return ApiResponse.message(500, "Internal Server Error");
    }
    var requestId = "local-%016x".formatted(requests.incrementAndGet());
    var event = ApiEvent.of(exchange, match, claims, body, requestId, clock.instant());
    return called(match.route().functionLogicalId(), event, requestId);
  }

  private Optional<JWTClaimsSet> claims(Route route, HttpExchange exchange) throws Unauthorized {
    if (route.authorizer().isEmpty()) return Optional.empty();
    var check = Objects.requireNonNull(authorizers.get(route.authorizer().get()));
    var header = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
    return Optional.of(check.check(header));
  }

  /// See https://www.rfc-editor.org/rfc/rfc6750#section-3
  private static ApiResponse unauthorized(Unauthorized reason) {
    var plain = ApiResponse.message(401, "Unauthorized");
    var description = String.valueOf(reason.getMessage()).replaceAll("[\"\\\\\\r\\n]", "'");
    var challenge =
        "Bearer error=\"invalid_token\" error_description=\"%s\"".formatted(description);
    var headers = Map.of("content-type", "application/json", "www-authenticate", challenge);
    return new ApiResponse(plain.status(), headers, plain.cookies(), plain.body(), false);
  }

  private ApiResponse called(String functionLogicalId, byte[] event, String requestId) {
    if (event.length > LocalFunction.PAYLOAD_BYTES_MAX)
      return ApiResponse.message(413, "Request Entity Too Large");
    try {
      return ApiResponse.ofFunction(invoker.invoke(functionLogicalId, event));
    } catch (FunctionUnavailableException e) {
      LOG.warn("{}: {} gave no answer", requestId, functionLogicalId, e);
      return ApiResponse.message(503, "Service Unavailable");
    } catch (IOException | RuntimeException e) {
      LOG.error("{}: {} failed", requestId, functionLogicalId, e);
      return ApiResponse.message(500, "Internal Server Error");
    }
  }
}
