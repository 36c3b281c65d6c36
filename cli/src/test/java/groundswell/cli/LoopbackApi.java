package groundswell.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;

/// A server on this machine that answers everything alike: with an empty list of challenges unless
/// told otherwise, or with an error.
final class LoopbackApi implements AutoCloseable {
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile String json = "{\"challenges\":[]}";
  private volatile IntUnaryOperator status = _ -> 200;

  LoopbackApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          var sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          if (!sent.isEmpty()) bodies.add(sent);
          tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("authorization")));
          int code = status.applyAsInt(tokens.size());
          var body = (code == 200 ? json : "<Error/>").getBytes(UTF_8);
          exchange.sendResponseHeaders(code, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /// @param next the status of each answer, by the number of the request, from 1
  void answer(IntUnaryOperator next) {
    status = next;
  }

  /// @param other the body of each answer
  void answer(String other) {
    json = other;
  }

  /// Each request's authorization.
  List<String> tokens() {
    return tokens;
  }

  /// The bodies of the requests that had one.
  List<String> bodies() {
    return bodies;
  }

  String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
