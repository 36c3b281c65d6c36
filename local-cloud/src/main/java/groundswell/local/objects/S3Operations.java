package groundswell.local.objects;

import groundswell.local.objects.S3Exception.Code;
import groundswell.local.objects.SignatureCheck.Signed;
import groundswell.local.template.LocalNames;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the operation that a request asks for. Unsupported operations are refused by name, so that
/// nothing in a request is silently ignored.
final class S3Operations {
  private static final Set<String> PARAMETERS =
      Set.of(
          "continuation-token",
          "delete",
          "delimiter",
          "encoding-type",
          "fetch-owner",
          "key-marker",
          "list-type",
          "location",
          "marker",
          "max-keys",
          "max-parts",
          "max-uploads",
          "part-number-marker",
          "partNumber",
          "prefix",
          "start-after",
          "upload-id-marker",
          "uploadId",
          "uploads",
          "version-id-marker",
          "versionId",
          "versioning",
          "versions",
          "x-id");
  private static final Set<String> PARAMETER_PREFIXES = Set.of("X-Amz-", "x-amz-", "response-");
  private static final List<String> UNSUPPORTED_HEADERS =
      List.of(
          "x-amz-copy-source-if-",
          "x-amz-copy-source-range",
          "x-amz-copy-source-server-side-encryption-customer-",
          "x-amz-if-match-",
          "x-amz-object-lock-",
          "x-amz-server-side-encryption-context",
          "x-amz-server-side-encryption-customer-",
          "x-amz-tagging",
          "x-amz-website-redirect-location",
          "x-amz-write-offset-bytes");

  private final Map<String, StoredBucket> buckets;
  private final S3Objects objects;
  private final S3Copy copies;
  private final S3Deletion deletion;
  private final S3Multipart multipart;

  /// @param buckets by name
  S3Operations(
      Map<String, StoredBucket> buckets,
      S3Objects objects,
      S3Copy copies,
      S3Deletion deletion,
      S3Multipart multipart) {
    this.buckets = buckets;
    this.objects = objects;
    this.copies = copies;
    this.deletion = deletion;
    this.multipart = multipart;
  }

  Answer answer(S3Request request, Signed signed) throws IOException {
    requireSupported(request);
    if (request.bucket().isEmpty()) return ofService(request);
    if (request.key().isEmpty() && request.method().equals("PUT")) return create(request);
    var bucket = buckets.get(request.bucket());
    if (bucket == null) throw noSuchBucket();
    return request.key().isEmpty()
        ? ofBucket(bucket, request, signed)
        : ofObject(bucket, request, signed);
  }

  private static void requireSupported(S3Request request) {
    for (var parameter : request.parameters()) {
      var name = parameter.name();
      if (!PARAMETERS.contains(name) && PARAMETER_PREFIXES.stream().noneMatch(name::startsWith)) {
        throw notImplemented("the parameter " + name);
      }
    }
    request
        .names()
        .filter(name -> UNSUPPORTED_HEADERS.stream().anyMatch(name::startsWith))
        .findFirst()
        .ifPresent(
            header -> {
              throw notImplemented("the header " + header);
            });
  }

  private static S3Exception notImplemented(String what) {
    return new S3Exception(Code.NOT_IMPLEMENTED, "the local S3 does not serve %s".formatted(what));
  }

  static S3Exception noSuchBucket() {
    return new S3Exception(Code.NO_SUCH_BUCKET, "The specified bucket does not exist");
  }

  private Answer ofService(S3Request request) {
    if (!request.method().equals("GET")) throw notImplemented("this request without a bucket");
    var prefix = request.parameter("prefix").orElse("");
    var found =
        buckets.values().stream()
            .filter(bucket -> bucket.definition().name().startsWith(prefix))
            .sorted(Comparator.comparing(bucket -> bucket.definition().name()))
            .toList();
    var xml =
        Xml.document(
            "ListAllMyBucketsResult",
            result -> {
              result.nested("Owner", owner -> owner.text("ID", S3Listing.OWNER));
              result.nested(
                  "Buckets",
                  list -> {
                    for (var bucket : found) {
                      list.nested(
                          "Bucket",
                          xmlOfBucket ->
                              xmlOfBucket
                                  .text("Name", bucket.definition().name())
                                  .text("CreationDate", S3Listing.millis(bucket.createdAt())));
                    }
                  });
            });
    return Answer.xml(Answer.OK, Map.of(), xml);
  }

  /// Buckets come from the template. Creating one again succeeds, as in us-east-1. See
  /// https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
  private Answer create(S3Request request) {
    var isPlain = asked(request).isEmpty();
    if (!isPlain || !buckets.containsKey(request.bucket())) {
      throw notImplemented("making or changing a bucket other than by the template");
    }
    return Answer.empty(Answer.OK, Map.of("Location", "/" + request.bucket()));
  }

  /// The query parameters, except those that an SDK adds and those of the signature.
  private static List<String> asked(S3Request request) {
    return request.parameters().stream()
        .map(S3Request.Parameter::name)
        .filter(name -> !name.equals("x-id") && !name.startsWith("X-Amz-"))
        .toList();
  }

  private Answer ofBucket(StoredBucket bucket, S3Request request, Signed signed)
      throws IOException {
    return switch (request.method()) {
      case "HEAD" -> Answer.empty(Answer.OK, Map.of("x-amz-bucket-region", LocalNames.REGION));
      case "POST" -> {
        if (request.has("delete")) yield deletion.delete(bucket, request, signed);
        throw notImplemented("this POST to a bucket");
      }
      case "GET" -> read(bucket, request);
      case String other -> throw notImplemented("the method %s of a bucket".formatted(other));
    };
  }

  private Answer read(StoredBucket bucket, S3Request request) {
    if (request.has("versions")) return S3Listing.listVersions(bucket, request);
    if (request.has("uploads")) return multipart.list(bucket, request);
    if (request.has("location")) {
      // buckets in us-east-1 have no constraint
      return Answer.xml(Answer.OK, Map.of(), Xml.document("LocationConstraint", _ -> {}));
    }
    if (request.has("versioning")) {
      var xml =
          Xml.document(
              "VersioningConfiguration",
              result -> {
                if (bucket.definition().versioned()) result.text("Status", "Enabled");
              });
      return Answer.xml(Answer.OK, Map.of(), xml);
    }
    return S3Listing.list(bucket, request);
  }

  private Answer ofObject(StoredBucket bucket, S3Request request, Signed signed)
      throws IOException {
    requireNone(request, "delete", "location", "versioning", "versions");
    var ofUpload = request.has("uploadId");
    return switch (request.method()) {
      case "GET", "HEAD" -> {
        if (request.has("partNumber")) throw notImplemented("reading a part");
        yield ofUpload ? multipart.listParts(bucket, request) : objects.get(bucket, request);
      }
      case "PUT" -> put(bucket, request, signed, ofUpload);
      case "POST" -> {
        if (request.has("uploads")) yield multipart.create(bucket, request);
        if (ofUpload) yield multipart.complete(bucket, request, signed);
        throw notImplemented("this POST");
      }
      case "DELETE" ->
          ofUpload ? multipart.abort(bucket, request) : objects.delete(bucket, request);
      case String other -> throw notImplemented("the method " + other);
    };
  }

  private Answer put(StoredBucket bucket, S3Request request, Signed signed, boolean ofUpload)
      throws IOException {
    var isCopy = request.header(S3Copy.SOURCE).isPresent();
    if (ofUpload && isCopy) throw notImplemented("a part that is a copy");
    if (ofUpload) return multipart.putPart(bucket, request, signed);
    return isCopy ? copies.copy(bucket, request) : objects.put(bucket, request, signed);
  }

  private static void requireNone(S3Request request, String... parameters) {
    Arrays.stream(parameters)
        .filter(request::has)
        .findFirst()
        .ifPresent(
            parameter -> {
              throw notImplemented("the parameter %s of an object".formatted(parameter));
            });
  }
}
