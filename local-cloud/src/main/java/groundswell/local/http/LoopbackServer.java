package groundswell.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An HTTP server on 127.0.0.1 which runs each request in a virtual thread of its own, if
/// [TrustedCallers] lets its caller in.
public final class LoopbackServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
  private static final int INTERNAL_ERROR = 500;

  /// A request must be complete within so many seconds.
  private static final int REQUEST_SECONDS_MAX = 300;

  private static final int IDLE_SECONDS_MAX = 60;

  static {
    System.setProperty("sun.net.httpserver.maxReqTime", Integer.toString(REQUEST_SECONDS_MAX));
    System.setProperty("sun.net.httpserver.idleInterval", Integer.toString(IDLE_SECONDS_MAX));
    // Otherwise the server waits 40 ms for the acknowledgement of its headers before it sends a
    // body.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private LoopbackServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /// @param port 0 for any free one
  /// @param callers who may call; everybody else is refused before the handler
  /// @param handler what it throws is logged and answered with status 500
  /// @throws PortInUseException if something else listens there
  public static LoopbackServer start(int port, TrustedCallers callers, HttpHandler handler) {
    return start(port, callers::refusal, callers, handler);
  }

  /// The same for a server with pages, which other sites may link to.
  public static LoopbackServer startWithPages(
      int port, TrustedCallers callers, HttpHandler handler) {
    return start(port, callers::refusalByAServerWithPages, callers, handler);
  }

  private static LoopbackServer start(
      int port,
      Function<HttpExchange, Optional<TrustedCallers.Refusal>> refusal,
      TrustedCallers callers,
      HttpHandler handler) {
    try {
      var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
      var server = HttpServer.create(address, 0);
      var threads = Executors.newVirtualThreadPerTaskExecutor();
      callers.addPort(server.getAddress().getPort());
      server.createContext("/", exchange -> handle(refusal, handler, exchange));
      server.setExecutor(threads);
      server.start();
      return new LoopbackServer(server, threads);
    } catch (BindException e) {
      throw new PortInUseException(port, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port, e);
    }
  }

  private static void handle(
      Function<HttpExchange, Optional<TrustedCallers.Refusal>> refusal,
      HttpHandler handler,
      HttpExchange exchange)
      throws IOException {
    try {
      var refused = refusal.apply(exchange);
      if (refused.isPresent()) refuse(exchange, refused.get());
      else handler.handle(exchange);
    } catch (IOException | RuntimeException e) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
      // without an answer, the client would only see its connection end
      if (exchange.getResponseCode() < 0) exchange.sendResponseHeaders(INTERNAL_ERROR, -1);
    } finally {
      exchange.close();
    }
  }

  private static void refuse(HttpExchange exchange, TrustedCallers.Refusal refusal)
      throws IOException {
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    var bytes = refusal.message().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    var isHead = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(refusal.status(), isHead ? -1 : bytes.length);
    if (!isHead) exchange.getResponseBody().write(bytes);
  }

  /// For example `http://127.0.0.1:8080`.
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
