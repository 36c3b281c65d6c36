package groundswell.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An HTTP server on 127.0.0.1 which runs each request in a virtual thread of its own.
public final class LoopbackServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
  private static final int INTERNAL_ERROR = 500;

  static {
    // Else the server waits for the acknowledgement of its headers before it sends a body: 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private LoopbackServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /// @param port 0 for any free one
  /// @param handler what it throws is logged and answered with status 500
  public static LoopbackServer start(int port, HttpHandler handler) {
    try {
      var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
      var server = HttpServer.create(address, 0);
      var threads = Executors.newVirtualThreadPerTaskExecutor();
      server.createContext("/", exchange -> handle(handler, exchange));
      server.setExecutor(threads);
      server.start();
      return new LoopbackServer(server, threads);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port, e);
    }
  }

  private static void handle(HttpHandler handler, HttpExchange exchange) throws IOException {
    try (exchange) {
      handler.handle(exchange);
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
      if (exchange.getResponseCode() < 0) exchange.sendResponseHeaders(INTERNAL_ERROR, -1);
    }
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
