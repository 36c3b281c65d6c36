package groundswell.local.objects;

import groundswell.local.objects.S3Exception.Code;
import groundswell.local.objects.StoredBucket.Listed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/// Lists a bucket's objects, in S3's three ways. See
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html,
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html and
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
final class S3Listing {
  private static final int ENTRIES_MAX = 1_000;
  static final String OWNER = "local";

  private final StoredBucket bucket;
  private final S3Request request;
  private final String prefix;
  private final String delimiter;

  private S3Listing(StoredBucket bucket, S3Request request) {
    this.bucket = bucket;
    this.request = request;
    this.prefix = request.parameter("prefix").orElse("");
    this.delimiter = request.parameter("delimiter").orElse("");
  }

  /// One page of a list, and whether more follows.
  private record Page(List<Listed> entries, boolean isTruncated) {
    static Page of(List<Listed> found, int max) {
      var entries = found.subList(0, Math.min(max, found.size()));
      return new Page(entries, found.size() > max && max > 0);
    }

    /// The last key or common prefix.
    String last() {
      return switch (entries.getLast()) {
        case Listed.Version(var object, var _) -> object.key();
        case Listed.CommonPrefix(var common) -> common;
      };
    }
  }

  static Answer list(StoredBucket bucket, S3Request request) {
    var listing = new S3Listing(bucket, request);
    var xml =
        switch (request.parameter("list-type").orElse("1")) {
          case "2" -> listing.secondVersion();
          case "1" -> listing.firstVersion();
          case String _ -> throw new S3Exception(Code.INVALID_ARGUMENT, "Unknown list-type");
        };
    return Answer.xml(Answer.OK, Map.of(), xml);
  }

  static Answer listVersions(StoredBucket bucket, S3Request request) {
    return Answer.xml(Answer.OK, Map.of(), new S3Listing(bucket, request).versions());
  }

  private String secondVersion() {
    var token = request.parameter("continuation-token");
    var startAfter = request.parameter("start-after");
    var max = max(request, "max-keys");
    var after = token.map(S3Listing::key).or(() -> startAfter).orElse("");
    var page = Page.of(bucket.list(prefix, delimiter, after, max + 1), max);
    return Xml.document(
        "ListBucketResult",
        result -> {
          writeHead(result, page, max);
          result.text("KeyCount", page.entries().size());
          if (startAfter.isPresent()) result.text("StartAfter", shown(startAfter.get()));
          if (token.isPresent()) result.text("ContinuationToken", token.get());
          if (page.isTruncated()) result.text("NextContinuationToken", token(page.last()));
          var withOwner = request.parameter("fetch-owner").orElse("").equals("true");
          for (var entry : page.entries()) write(result, entry, withOwner);
        });
  }

  private String firstVersion() {
    var marker = request.parameter("marker").orElse("");
    var max = max(request, "max-keys");
    var page = Page.of(bucket.list(prefix, delimiter, marker, max + 1), max);
    return Xml.document(
        "ListBucketResult",
        result -> {
          writeHead(result, page, max);
          result.text("Marker", shown(marker));
          if (page.isTruncated() && !delimiter.isEmpty()) {
            result.text("NextMarker", shown(page.last()));
          }
          for (var entry : page.entries()) write(result, entry, true);
        });
  }

  private String versions() {
    var keyMarker = request.parameter("key-marker").orElse("");
    var idMarker = request.parameter("version-id-marker").filter(id -> !id.isEmpty());
    if (idMarker.isPresent() && keyMarker.isEmpty()) {
      throw new S3Exception(
          Code.INVALID_ARGUMENT, "A version-id marker cannot be specified without a key marker.");
    }
    var max = max(request, "max-keys");
    var found = bucket.listVersions(prefix, delimiter, keyMarker, idMarker, max + 1);
    var page = Page.of(found, max);
    return Xml.document(
        "ListVersionsResult",
        result -> {
          writeHead(result, page, max);
          result.text("KeyMarker", shown(keyMarker)).text("VersionIdMarker", idMarker.orElse(""));
          if (page.isTruncated()) {
            result.text("NextKeyMarker", shown(page.last()));
            if (page.entries().getLast() instanceof Listed.Version(var object, var _)) {
              result.text("NextVersionIdMarker", bucket.versionId(object));
            }
          }
          for (var entry : page.entries()) writeVersion(result, entry);
        });
  }

  private void writeHead(Xml result, Page page, int max) throws XMLStreamException {
    result.text("Name", bucket.definition().name()).text("Prefix", shown(prefix));
    if (!delimiter.isEmpty()) result.text("Delimiter", shown(delimiter));
    result.text("MaxKeys", max).text("IsTruncated", page.isTruncated());
    var encoding = encoding();
    if (encoding.isPresent()) result.text("EncodingType", encoding.get());
  }

  private void write(Xml result, Listed entry, boolean withOwner) throws XMLStreamException {
    switch (entry) {
      case Listed.CommonPrefix(var common) -> writeCommonPrefix(result, common);
      case Listed.Version(var object, var _) ->
          result.nested("Contents", xml -> writeObject(xml, object, withOwner));
    }
  }

  private void writeVersion(Xml result, Listed entry) throws XMLStreamException {
    switch (entry) {
      case Listed.CommonPrefix(var common) -> writeCommonPrefix(result, common);
      case Listed.Version(var object, var isLatest) ->
          result.nested(
              object.isDeleteMarker() ? "DeleteMarker" : "Version",
              xml -> {
                xml.text("VersionId", bucket.versionId(object)).text("IsLatest", isLatest);
                writeObject(xml, object, true);
              });
    }
  }

  private void writeCommonPrefix(Xml result, String common) throws XMLStreamException {
    result.nested("CommonPrefixes", xml -> xml.text("Prefix", shown(common)));
  }

  private void writeObject(Xml xml, StoredObject object, boolean withOwner)
      throws XMLStreamException {
    xml.text("Key", shown(object.key())).text("LastModified", millis(object.at()));
    var content = object.content();
    if (content.isPresent()) {
      xml.text("ETag", S3Objects.quoted(content.get().eTag()));
      xml.text("ChecksumAlgorithm", content.get().checksum().algorithm());
      xml.text("ChecksumType", content.get().checksum().type());
      xml.text("Size", content.get().size()).text("StorageClass", object.storageClass());
    }
    if (withOwner) xml.nested("Owner", owner -> owner.text("ID", OWNER));
  }

  private Optional<String> encoding() {
    var encoding = request.parameter("encoding-type");
    if (encoding.isPresent() && !encoding.get().equals("url")) {
      throw new S3Exception(Code.INVALID_ARGUMENT, "Invalid Encoding Method specified in Request");
    }
    return encoding;
  }

  /// Escaped if the client wants it so; slashes stay.
  private String shown(String key) {
    return encoding().isPresent() ? CanonicalRequest.encoded(key).replace("%2F", "/") : key;
  }

  static Instant millis(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS);
  }

  static int max(S3Request request, String parameter) {
    var text = request.parameter(parameter).orElse(Integer.toString(ENTRIES_MAX));
    if (!text.matches("\\d{1,9}")) {
      throw new S3Exception(
          Code.INVALID_ARGUMENT, "Provided %s not an integer".formatted(parameter));
    }
    return Math.min(Integer.parseInt(text), ENTRIES_MAX);
  }

  private static String token(String key) {
    return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String key(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new S3Exception(Code.INVALID_ARGUMENT, "The continuation token provided is incorrect");
    }
  }
}
