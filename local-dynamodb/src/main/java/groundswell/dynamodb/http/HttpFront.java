package groundswell.dynamodb.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Serves DynamoDB and DynamoDB Streams on one port, each request in a virtual thread.
public final class HttpFront implements AutoCloseable {
  static {
    // Without it, the server waits 40 ms for the acknowledgement of its headers before it sends a
    // body.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpFront(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /// @param address where to listen; port 0 for any free one
  /// @param clients the tables of a caller
  /// @param random for request ids; must be thread-safe
  public static HttpFront start(
      InetSocketAddress address, Function<Caller, Clients> clients, RandomGenerator random) {
    try {
      var server = HttpServer.create(address, 0);
      var threads = Executors.newVirtualThreadPerTaskExecutor();
      server.createContext("/", new DynamoDbHandler(clients, random));
      server.setExecutor(threads);
      server.start();
      return new HttpFront(server, threads);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on %s port %d: %s"
              .formatted(address.getHostString(), address.getPort(), e.getMessage()),
          e);
    }
  }

  /// On 127.0.0.1, at any free port.
  public static HttpFront start(Function<Caller, Clients> clients, RandomGenerator random) {
    return start(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), clients, random);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /// For example `http://127.0.0.1:8000`.
  public URI address() {
    return URI.create("http://127.0.0.1:" + port());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
