package groundswell.local.objects;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import groundswell.local.objects.S3Exception.Code;
import groundswell.local.objects.SignatureCheck.Signed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// Answers S3's requests: checks the signature, finds the operation, and turns refusals into S3's
/// errors.
final class S3Handler implements HttpHandler {
  private static final Set<String> PARAMETERS =
      Set.of(
          "continuation-token",
          "encoding-type",
          "list-type",
          "max-keys",
          "partNumber",
          "prefix",
          "start-after",
          "uploadId",
          "uploads",
          "versionId",
          "x-id");
  private static final Set<String> PARAMETER_PREFIXES = Set.of("X-Amz-", "x-amz-", "response-");
  private static final Set<String> UNSUPPORTED_HEADERS =
      Set.of(
          "If-Modified-Since",
          "If-Unmodified-Since",
          "x-amz-copy-source",
          "x-amz-object-lock-mode",
          "x-amz-server-side-encryption-customer-algorithm",
          "x-amz-tagging",
          "x-amz-website-redirect-location",
          "x-amz-write-offset-bytes");

  private final SignatureCheck signatures;
  private final Function<String, Optional<StoredBucket>> buckets;
  private final S3Objects objects;
  private final S3Multipart multipart;
  private final AtomicLong requests = new AtomicLong();

  S3Handler(
      SignatureCheck signatures,
      Function<String, Optional<StoredBucket>> buckets,
      S3Objects objects,
      S3Multipart multipart) {
    this.signatures = signatures;
    this.buckets = buckets;
    this.objects = objects;
    this.multipart = multipart;
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

  private Answer answer(S3Request request) throws IOException {
    var signed = signatures.check(request);
    requireSupported(request);
    var bucket =
        buckets
            .apply(request.bucket())
            .orElseThrow(
                () -> new S3Exception(Code.NO_SUCH_BUCKET, "The specified bucket does not exist"));
    return request.key().isEmpty() ? ofBucket(bucket, request) : ofObject(bucket, request, signed);
  }

  private static void requireSupported(S3Request request) {
    for (var parameter : request.parameters()) {
      var name = parameter.name();
      if (!PARAMETERS.contains(name) && PARAMETER_PREFIXES.stream().noneMatch(name::startsWith)) {
        throw notImplemented("the parameter " + name);
      }
    }
    for (var header : UNSUPPORTED_HEADERS) {
      if (request.header(header).isPresent()) throw notImplemented("the header " + header);
    }
  }

  private static S3Exception notImplemented(String what) {
    return new S3Exception(Code.NOT_IMPLEMENTED, what + " is not implemented here");
  }

  private static Answer ofBucket(StoredBucket bucket, S3Request request) {
    if (request.method().equals("HEAD")) return Answer.empty(Answer.OK, Map.of());
    if (request.method().equals("GET") && request.parameter("list-type").orElse("").equals("2")) {
      return S3Listing.list(bucket, request);
    }
    throw notImplemented("this request for a bucket");
  }

  private Answer ofObject(StoredBucket bucket, S3Request request, Signed signed)
      throws IOException {
    var ofUpload = request.has("uploadId");
    return switch (request.method()) {
      case "GET", "HEAD" -> {
        if (ofUpload || request.has("partNumber")) throw notImplemented("reading a part");
        yield objects.get(bucket, request);
      }
      case "PUT" ->
          ofUpload
              ? multipart.putPart(bucket, request, signed)
              : objects.put(bucket, request, signed);
      case "POST" -> {
        if (request.has("uploads")) yield multipart.create(bucket, request);
        if (ofUpload) yield multipart.complete(bucket, request);
        throw notImplemented("this POST");
      }
      case "DELETE" ->
          ofUpload ? multipart.abort(bucket, request) : objects.delete(bucket, request);
      case String other -> throw notImplemented("the method " + other);
    };
  }
}
