package groundswell.local.http;

import com.sun.net.httpserver.HttpExchange;
import groundswell.local.template.Topology.CachedPaths;
import groundswell.local.template.Topology.HttpApi;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Serves the HTTP API in place of API Gateway. It listens from the start, because the template's
/// references need its address, and serves once it has its routes.
public final class HttpGateway implements AutoCloseable {
  private static final int NO_BODY = -1;
  private final AtomicReference<Routing> routing;
  private final LoopbackServer server;

  /// Answers a request.
  interface Routing {
    ApiResponse answer(HttpExchange exchange) throws IOException;
  }

  private HttpGateway(int port, TrustedCallers callers) {
    routing = new AtomicReference<>(_ -> ApiResponse.message(503, "Service Unavailable"));
    server = LoopbackServer.startWithPages(port, callers, this::handle);
  }

  /// @param port 0 for any free one
  /// @throws PortInUseException if something else listens there
  public static HttpGateway listen(int port, TrustedCallers callers) {
    return new HttpGateway(port, callers);
  }

  /// For example `http://127.0.0.1:8080`.
  public URI address() {
    return server.address();
  }

  /// @param console served where the API has no route
  /// @param cached served by the distribution, to callers with its cookies
  /// @param clock tells whether a token has expired, and when a request arrived
  public void serve(
      HttpApi api,
      RouteInvoker invoker,
      LocalRoutes localRoutes,
      Optional<ConsoleSite> console,
      Optional<CachedPaths> cached,
      InstantSource clock) {
    var front = cached.map(paths -> new CachedFront(paths, address(), clock));
    routing.set(new ApiRouting(api, invoker, localRoutes, console, front, clock));
  }

  private void handle(HttpExchange exchange) throws IOException {
    var response = routing.get().answer(exchange);
    var headers = exchange.getResponseHeaders();
    response.headers().forEach(headers::set);
    response.cookies().forEach(cookie -> headers.add("Set-Cookie", cookie));
    var bytes = response.bytes();
    if (exchange.getRequestMethod().equals("HEAD") || bytes.length == 0) {
      exchange.sendResponseHeaders(response.status(), NO_BODY);
    } else {
      exchange.sendResponseHeaders(response.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
