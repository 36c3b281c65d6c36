package groundswell.local.objects;

import groundswell.local.objects.S3Exception.Code;
import groundswell.local.objects.StoredObject.Content;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/// Lists a bucket's objects. See
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
final class S3Listing {
  private static final int KEYS_MAX = 1_000;

  private S3Listing() {}

  static Answer list(StoredBucket bucket, S3Request request) {
    var prefix = request.parameter("prefix").orElse("");
    var after =
        request
            .parameter("continuation-token")
            .map(S3Listing::key)
            .or(() -> request.parameter("start-after"))
            .orElse("");
    var max = maxKeys(request);
    var found = bucket.list(prefix, after, max + 1);
    var page = found.subList(0, Math.min(max, found.size()));
    var isTruncated = found.size() > max && max > 0;
    var xml =
        Xml.document(
            "ListBucketResult",
            result -> {
              result.text("Name", bucket.definition().name());
              result.text("Prefix", shown(prefix, request)).text("MaxKeys", max);
              result.text("KeyCount", page.size()).text("IsTruncated", isTruncated);
              var encoding = request.parameter("encoding-type");
              if (encoding.isPresent()) result.text("EncodingType", encoding.get());
              if (isTruncated) {
                result.text("NextContinuationToken", token(page.getLast().key()));
              }
              writeObjects(result, page, request);
            });
    return Answer.xml(Answer.OK, Map.of(), xml);
  }

  private static int maxKeys(S3Request request) {
    var text = request.parameter("max-keys").orElse(Integer.toString(KEYS_MAX));
    if (!text.matches("\\d{1,9}")) {
      throw new S3Exception(Code.INVALID_ARGUMENT, "Provided max-keys not an integer");
    }
    return Math.min(Integer.parseInt(text), KEYS_MAX);
  }

  private static void writeObjects(Xml result, List<StoredObject> page, S3Request request)
      throws XMLStreamException {
    for (var object : page) {
      Content content = object.content().orElseThrow();
      result.nested(
          "Contents",
          contents ->
              contents
                  .text("Key", shown(object.key(), request))
                  .text("LastModified", object.at().truncatedTo(ChronoUnit.MILLIS))
                  .text("ETag", S3Objects.quoted(content.eTag()))
                  .text("Size", content.size())
                  .text("StorageClass", "STANDARD"));
    }
  }

  private static String shown(String key, S3Request request) {
    return request.parameter("encoding-type").isPresent() ? CanonicalRequest.encoded(key) : key;
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
