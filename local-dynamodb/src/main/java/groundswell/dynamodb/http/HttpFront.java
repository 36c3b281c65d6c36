package groundswell.dynamodb.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;

/// Serves DynamoDB and DynamoDB Streams on one port, each request in a virtual thread.
public final class HttpFront implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);

  static {
    // Else the server waits for the acknowledgement of its headers before it sends a body: 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final DynamoDbProtocol protocol;
  private final RequestIds requestIds;

  private HttpFront(
      HttpServer server,
      ExecutorService threads,
      DynamoDbProtocol protocol,
      RequestIds requestIds) {
    this.server = server;
    this.threads = threads;
    this.protocol = protocol;
    this.requestIds = requestIds;
  }

  /// @param address where to listen; port 0 for any free one
  /// @param clients the tables of a caller
  /// @param random for the ids of requests; may be used by many threads
  public static HttpFront start(
      InetSocketAddress address, Function<Caller, Clients> clients, RandomGenerator random) {
    try {
      var server = HttpServer.create(address, 0);
      var threads = Executors.newVirtualThreadPerTaskExecutor();
      var front =
          new HttpFront(server, threads, new DynamoDbProtocol(clients), new RequestIds(random));
      server.createContext("/", front::handle);
      server.setExecutor(threads);
      server.start();
      return front;
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

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("x-amzn-RequestId", requestIds.next());
      var headers = exchange.getRequestHeaders();
      if (headers.containsKey("Origin"))
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
      var body = body(exchange);
      if (body.isEmpty()) {
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(HttpAnswer.TOO_LARGE, -1);
        return;
      }
      var query = exchange.getRequestURI().getRawQuery();
      send(
          exchange,
          protocol.answer(
              new HttpRequest(
                  exchange.getRequestMethod(),
                  query == null ? "" : query,
                  name -> Optional.ofNullable(headers.getFirst(name)),
                  SdkBytes.fromByteArrayUnsafe(body.get()))));
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
      if (exchange.getResponseCode() < 0)
        exchange.sendResponseHeaders(HttpAnswer.INTERNAL_ERROR, -1);
    }
  }

  /// @return empty if it is too large
  private static Optional<byte[]> body(HttpExchange exchange) throws IOException {
    var sent = exchange.getRequestBody().readNBytes(HttpLimits.BODY_BYTES + 1);
    if (sent.length > HttpLimits.BODY_BYTES) return Optional.empty();
    if (!"gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding")))
      return Optional.of(sent);
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      var body = unpacked.readNBytes(HttpLimits.BODY_BYTES + 1);
      return body.length > HttpLimits.BODY_BYTES ? Optional.empty() : Optional.of(body);
    }
  }

  /// The checksum is that of the bytes as they are sent.
  private static void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
    var headers = exchange.getResponseHeaders();
    answer.headers().forEach(headers::set);
    var body = answer.body().asByteArrayUnsafe();
    if (body.length >= HttpLimits.COMPRESS_FROM_BYTES && takesGzip(exchange)) {
      body = compressed(body);
      headers.set("Content-Encoding", "gzip");
    }
    var checksum = new CRC32();
    checksum.update(body);
    headers.set("x-amz-crc32", Long.toString(checksum.getValue()));
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static boolean takesGzip(HttpExchange exchange) {
    var accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    return accepted != null && accepted.contains("gzip");
  }

  private static byte[] compressed(byte[] body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var packed = new GZIPOutputStream(bytes)) {
      packed.write(body);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
