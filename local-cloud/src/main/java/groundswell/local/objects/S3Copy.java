package groundswell.local.objects;

import groundswell.local.objects.S3Exception.Code;
import groundswell.local.objects.StoredObject.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Copies objects. See https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
final class S3Copy {
  static final String SOURCE = "x-amz-copy-source";
  private static final String METADATA_DIRECTIVE = "x-amz-metadata-directive";
  private static final String VERSION = "?versionId=";

  private final Spool spool;
  private final InstantSource clock;
  private final Notifier notifier;
  private final Map<String, StoredBucket> buckets;

  /// @param buckets by name
  S3Copy(Spool spool, InstantSource clock, Notifier notifier, Map<String, StoredBucket> buckets) {
    this.spool = spool;
    this.clock = clock;
    this.notifier = notifier;
    this.buckets = buckets;
  }

  /// A source, as its header names it: bucket, key and perhaps a version.
  private record Source(String bucket, String key, Optional<String> versionId) {
    static Source of(String header) {
      var version = header.lastIndexOf(VERSION);
      var path = version < 0 ? header : header.substring(0, version);
      var decoded = S3Request.decodedPath(path.startsWith("/") ? path.substring(1) : path);
      var slash = decoded.indexOf('/');
      if (slash < 1 || slash == decoded.length() - 1) {
        throw new S3Exception(
            Code.INVALID_ARGUMENT, "Copy Source must mention the source bucket and key");
      }
      return new Source(
          decoded.substring(0, slash),
          decoded.substring(slash + 1),
          version < 0
              ? Optional.empty()
              : Optional.of(header.substring(version + VERSION.length())));
    }
  }

  Answer copy(StoredBucket bucket, S3Request request) throws IOException {
    var source = Source.of(request.header(SOURCE).orElseThrow());
    var from = buckets.get(source.bucket());
    if (from == null) throw S3Operations.noSuchBucket();
    var headers = ObjectHeaders.of(request);
    var replacesMetadata = replacesMetadata(request);
    var file = spool.newFile();
    StoredObject original;
    synchronized (from) {
      original = S3Objects.find(from, source.key(), source.versionId());
      requireChange(bucket, request, from, source, replacesMetadata);
      Files.copy(original.content().orElseThrow().file(), file);
    }
    var content = content(original.content().orElseThrow(), request, file);
    var kept = new LinkedHashMap<>(replacesMetadata ? headers : original.headers());
    ObjectHeaders.putStorage(kept, headers);
    StoredObject stored;
    try {
      stored = bucket.put(request.key(), content, kept, Precondition.of(request), clock.instant());
    } catch (S3Exception e) {
      Spool.remove(file);
      throw e;
    }
    notifier.created(bucket, stored, "ObjectCreated:Copy", request);
    return copied(bucket, stored, original, from);
  }

  private static boolean replacesMetadata(S3Request request) {
    return switch (request.header(METADATA_DIRECTIVE).orElse("COPY")) {
      case "COPY" -> false;
      case "REPLACE" -> true;
      case String other ->
          throw new S3Exception(
              Code.INVALID_ARGUMENT, "Unknown metadata directive \"%s\"".formatted(other));
    };
  }

  private static void requireChange(
      StoredBucket bucket,
      S3Request request,
      StoredBucket from,
      Source source,
      boolean replacesMetadata) {
    var isItself =
        bucket == from && source.key().equals(request.key()) && source.versionId().isEmpty();
    if (isItself && !replacesMetadata && request.header(ObjectHeaders.STORAGE_CLASS).isEmpty()) {
      throw new S3Exception(
          Code.INVALID_REQUEST,
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata or storage class.");
    }
  }

  /// A copy is one object, even if the original came in parts, so its ETag and checksum cover all
  /// its bytes.
  private static Content content(Content original, S3Request request, Path file)
      throws IOException {
    var asked =
        request
            .header(Checksum.ALGORITHM_HEADER)
            .map(
                name ->
                    Checksum.ofName(name)
                        .orElseThrow(
                            () ->
                                new S3Exception(
                                    Code.INVALID_REQUEST,
                                    "Checksum algorithm \"%s\" is unknown".formatted(name))));
    var algorithm = asked.orElse(original.checksum().algorithm());
    var isSame =
        algorithm == original.checksum().algorithm()
            && original.checksum().type() == Checksum.Type.FULL_OBJECT;
    return new Content(
        file,
        original.size(),
        Hashes.md5Hex(file),
        isSame ? original.checksum() : algorithm.ofFile(file));
  }

  private static Answer copied(
      StoredBucket bucket, StoredObject stored, StoredObject original, StoredBucket from) {
    var headers = new LinkedHashMap<>(ObjectHeaders.encryption(stored.headers()));
    S3Objects.putVersion(headers, bucket, stored);
    if (from.definition().versioned()) {
      headers.put("x-amz-copy-source-version-id", original.versionId());
    }
    var content = stored.content().orElseThrow();
    var xml =
        Xml.document(
            "CopyObjectResult",
            result ->
                result
                    .text("LastModified", S3Listing.millis(stored.at()))
                    .text("ETag", S3Objects.quoted(content.eTag()))
                    .text(content.checksum().algorithm().element(), content.checksum().value())
                    .text("ChecksumType", content.checksum().type()));
    return Answer.xml(Answer.OK, headers, xml);
  }
}
