package groundswell.local.objects;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import groundswell.local.objects.S3Exception.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// Answers S3's requests: checks the signature, leaves the rest to the operation, and turns
/// refusals into S3's errors.
final class S3Handler implements HttpHandler {
  private final SignatureCheck signatures;
  private final Function<String, Optional<StoredBucket>> buckets;
  private final S3Operations operations;
  private final AtomicLong requests = new AtomicLong();

  /// @param buckets by name
  S3Handler(
      SignatureCheck signatures,
      Function<String, Optional<StoredBucket>> buckets,
      S3Operations operations) {
    this.signatures = signatures;
    this.buckets = buckets;
    this.operations = operations;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var requestId = "%016X".formatted(requests.incrementAndGet());
    exchange.getResponseHeaders().set("x-amz-request-id", requestId);
    Answer answer;
    try {
      answer = answer(S3Request.of(exchange));
    } catch (S3Exception e) {
      drain(exchange.getRequestBody());
      answer = refusal(exchange, e, requestId);
    }
    answer.write(exchange);
  }

  private Answer answer(S3Request request) throws IOException {
    var bucket = buckets.apply(request.bucket());
    if (request.method().equals("OPTIONS")) return Cors.preflight(bucket, request);
    var signed = signatures.check(request);
    return operations.answer(request, signed).with(Cors.headers(bucket, request));
  }

  /// A client that is still sending would miss the answer if the connection closed.
  private static void drain(InputStream body) throws IOException {
    body.transferTo(OutputStream.nullOutputStream());
  }

  private static Answer refusal(HttpExchange exchange, S3Exception e, String requestId) {
    var code = e.code();
    if (exchange.getRequestMethod().equals("HEAD") || code == Code.NOT_MODIFIED) {
      return Answer.empty(code.status(), e.headers());
    }
    var xml =
        Xml.error(
            error ->
                error
                    .text("Code", code.text())
                    .text("Message", String.valueOf(e.getMessage()))
                    .text("Resource", exchange.getRequestURI().getPath())
                    .text("RequestId", requestId));
    return Answer.xml(code.status(), e.headers(), xml);
  }
}
