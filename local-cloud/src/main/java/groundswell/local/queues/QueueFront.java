package groundswell.local.queues;

import com.sun.net.httpserver.HttpExchange;
import groundswell.local.http.LoopbackServer;
import groundswell.local.http.TrustedCallers;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The address of SQS for programs outside this process. It forwards the requests of trusted
/// callers to ElasticMQ, which checks neither `Host` nor `Origin`, and has to know its own address
/// before it has a port.
final class QueueFront implements AutoCloseable {
  /// A message of 1 MiB, escaped.
  private static final int BODY_BYTES_MAX = 8 << 20;

  private static final int UNAVAILABLE = 503;
  private static final int TOO_LARGE = 413;
  private static final int NO_BODY = -1;

  /// Headers that concern one connection only; the two connections have their own.
  private static final Set<String> OF_A_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "date",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "server",
          "te",
          "transfer-encoding",
          "upgrade");

  private final AtomicReference<@Nullable URI> server = new AtomicReference<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final LoopbackServer front;

  private QueueFront(TrustedCallers callers) {
    front = LoopbackServer.start(0, callers, this::handle);
  }

  static QueueFront start(TrustedCallers callers) {
    return new QueueFront(callers);
  }

  URI address() {
    return front.address();
  }

  /// Forwards requests there from now on.
  void serve(URI uri) {
    server.set(uri);
  }

  private void handle(HttpExchange exchange) throws IOException {
    var to = server.get();
    var body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
    if (to == null || body.length > BODY_BYTES_MAX) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      exchange.sendResponseHeaders(to == null ? UNAVAILABLE : TOO_LARGE, NO_BODY);
      return;
    }
    try {
      answer(exchange, http.send(request(exchange, to, body), BodyHandlers.ofByteArray()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.sendResponseHeaders(UNAVAILABLE, NO_BODY);
    }
  }

  private static HttpRequest request(HttpExchange exchange, URI to, byte[] body) {
    var uri = exchange.getRequestURI();
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    var request =
        HttpRequest.newBuilder(URI.create(to + uri.getRawPath() + query))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (travels(name)) values.forEach(value -> request.header(name, value));
            });
    return request.build();
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> response)
      throws IOException {
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (travels(name)) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
              }
            });
    var body = response.body();
    exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? NO_BODY : body.length);
    if (body.length > 0) exchange.getResponseBody().write(body);
  }

  private static boolean travels(String header) {
    return !OF_A_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
  }

  @Override
  public void close() {
    front.close();
    http.shutdownNow();
  }
}
