package groundswell.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import groundswell.local.identity.Claims;
import groundswell.local.identity.LocalIssuer;
import groundswell.local.template.Topology.CorsRule;
import groundswell.local.template.Topology.HttpApi;
import groundswell.local.template.Topology.JwtAuthorizer;
import groundswell.local.template.Topology.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// A gateway in front of one function, which records its event and gives the test's answer.
final class RunningGateway implements AutoCloseable {
  static final String AUDIENCE = "groundswell";
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final JsonMapper JSON = new JsonMapper();

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final TrustedCallers callers = new TrustedCallers();
  private final LocalIssuer issuer = LocalIssuer.start(callers, clock);
  private final HttpGateway gateway = HttpGateway.listen(0, callers);
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicReference<byte[]> event = new AtomicReference<>(new byte[0]);
  private final AtomicReference<RouteInvoker> function =
      new AtomicReference<>((_, _) -> "{}".getBytes(StandardCharsets.UTF_8));

  RunningGateway() {
    this(Optional.empty(), _ -> Optional.empty());
  }

  /// @param cors the pages that may call
  /// @param site the console at the gateway's address
  RunningGateway(Optional<CorsRule> cors, Function<URI, Optional<ConsoleSite>> site) {
    var console = site.apply(gateway.address());
    cors.ifPresent(rule -> callers.addOrigins(rule.origins()));
    issuer.setAudience(List.of(AUDIENCE));
    var routes =
        List.of(
            new Route("ANY", "/files/{rest+}", "Function", Optional.empty()),
            new Route("GET", "/uploads/{upload}", "Function", Optional.empty()),
            new Route("POST", "/uploads", "Function", Optional.empty()),
            new Route("GET", "/uploads/latest", "Function", Optional.empty()),
            new Route("GET", "/secret", "Function", Optional.of("Members")),
            new Route("GET", "/operations", "Function", Optional.of("Operators")));
    var address = issuer.issuer().toString();
    var authorizers =
        Map.of(
            "Members", new JwtAuthorizer(address, List.of(AUDIENCE, "other")),
            "Operators", new JwtAuthorizer(address, List.of("operators")));
    gateway.serve(
        new HttpApi("Api", routes, authorizers, cors),
        (id, bytes) -> {
          event.set(bytes);
          return function.get().invoke(id, bytes);
        },
        new LocalRoutes(
            Map.of(
                "/_local/echo",
                request -> TextNode.valueOf(request.method() + request.parameters()),
                "/_local/wrong",
                _ -> {
                  throw new IllegalArgumentException("no such queue");
                }),
            Map.of()),
        console,
        Optional.empty(),
        clock);
  }

  LocalIssuer issuer() {
    return issuer;
  }

  String token() {
    return issuer.tokenFor(new Claims("ann", "acme", "member"));
  }

  void passTime(Duration duration) {
    now.set(now.get().plus(duration));
  }

  void functionAnswers(String json) {
    function.set((_, _) -> json.getBytes(StandardCharsets.UTF_8));
  }

  void functionThrows(RuntimeException exception) {
    function.set(
        (_, _) -> {
          throw exception;
        });
  }

  /// The last event that the function got.
  JsonNode event() {
    try {
      return JSON.readTree(event.get());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  URI address() {
    return gateway.address();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.address() + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @param origin another name of the gateway's address
  HttpResponse<String> get(String origin, String path) {
    return send(HttpRequest.newBuilder(URI.create(origin + path)));
  }

  HttpResponse<String> get(String path) {
    return send(request(path));
  }

  @Override
  public void close() {
    http.close();
    gateway.close();
    issuer.close();
  }
}
