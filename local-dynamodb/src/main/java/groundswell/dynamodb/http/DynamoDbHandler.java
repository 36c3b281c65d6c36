package groundswell.dynamodb.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;

/// Serves DynamoDB and DynamoDB Streams from any `HttpServer` of the JDK.
public final class DynamoDbHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbHandler.class);

  private final DynamoDbProtocol protocol;
  private final RequestIds requestIds;

  /// @param clients the tables of a caller; may refuse the caller with one of the service's
  ///     exceptions
  /// @param random for request ids; must be thread-safe
  public DynamoDbHandler(Function<Caller, Clients> clients, RandomGenerator random) {
    this.protocol = new DynamoDbProtocol(clients);
    this.requestIds = new RequestIds(random);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
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

  /// @return empty if the body is too large
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

  /// The checksum covers the bytes as sent.
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
}
