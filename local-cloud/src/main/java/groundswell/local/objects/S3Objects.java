package groundswell.local.objects;

import groundswell.local.objects.Answer.Payload;
import groundswell.local.objects.S3Exception.Code;
import groundswell.local.objects.SignatureCheck.Signed;
import groundswell.local.objects.StoredObject.Content;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Puts, gets and deletes objects.
final class S3Objects {
  private static final String RESPONSE_OVERRIDE = "response-";
  static final String VERSION_ID = "x-amz-version-id";
  static final String DELETE_MARKER = "x-amz-delete-marker";

  private final Spool spool;
  private final BodyReceiver receiver;
  private final InstantSource clock;
  private final Notifier notifier;

  S3Objects(Spool spool, BodyReceiver receiver, InstantSource clock, Notifier notifier) {
    this.spool = spool;
    this.receiver = receiver;
    this.clock = clock;
    this.notifier = notifier;
  }

  Answer put(StoredBucket bucket, S3Request request, Signed signed) throws IOException {
    var headers = ObjectHeaders.of(request);
    var condition = Precondition.of(request);
    var body = receiver.receive(request, signed, spool.newFile());
    var content = new Content(body.file(), body.size(), body.md5Hex(), body.checksum());
    StoredObject stored;
    try {
      stored = bucket.put(request.key(), content, headers, condition, clock.instant());
    } catch (S3Exception e) {
      Spool.remove(body.file());
      throw e;
    }
    notifier.created(bucket, stored, "ObjectCreated:Put", request);
    var answer = new LinkedHashMap<>(ObjectHeaders.encryption(headers));
    answer.put("ETag", quoted(content.eTag()));
    content.checksum().putInto(answer);
    putVersion(answer, bucket, stored);
    return Answer.empty(Answer.OK, answer);
  }

  static void putVersion(Map<String, String> headers, StoredBucket bucket, StoredObject stored) {
    if (bucket.definition().versioned()) headers.put(VERSION_ID, stored.versionId());
  }

  static String quoted(String eTag) {
    return '"' + eTag + '"';
  }

  /// Finding and opening are one step, so that no writer removes the file between them.
  Answer get(StoredBucket bucket, S3Request request) throws IOException {
    synchronized (bucket) {
      var object = find(bucket, request.key(), request.parameter("versionId"));
      var content = object.content().orElseThrow();
      ReadConditions.check(request, content.eTag(), object.at());
      var range = ByteRange.of(request.header("Range"), content.size());
      var headers = headers(bucket, request, object, content, range);
      var from = range.map(ByteRange::from).orElse(0L);
      var length = range.map(ByteRange::length).orElse(content.size());
      var status = range.isPresent() ? Answer.PARTIAL_CONTENT : Answer.OK;
      var payload =
          request.method().equals("HEAD")
              ? new Payload.LengthOnly(length)
              : new Payload.Range(FileChannel.open(content.file()), from, length);
      return new Answer(status, headers, payload);
    }
  }

  /// An object that has content.
  ///
  /// @throws S3Exception if it is not there, or deleted
  static StoredObject find(StoredBucket bucket, String key, Optional<String> versionId) {
    if (versionId.isPresent()) return findVersion(bucket, key, versionId.get());
    var latest = bucket.latest(key).orElseThrow(S3Objects::noSuchKey);
    if (latest.isDeleteMarker()) {
      throw new S3Exception(
          Code.NO_SUCH_KEY, "The specified key does not exist.", markerHeaders(latest));
    }
    return latest;
  }

  private static StoredObject findVersion(StoredBucket bucket, String key, String versionId) {
    var object =
        bucket
            .version(key, versionId)
            .orElseThrow(
                () ->
                    new S3Exception(Code.NO_SUCH_VERSION, "The specified version does not exist."));
    if (object.isDeleteMarker()) {
      throw new S3Exception(
          Code.METHOD_NOT_ALLOWED,
          "The specified method is not allowed against this resource.",
          markerHeaders(object));
    }
    return object;
  }

  private static Map<String, String> markerHeaders(StoredObject marker) {
    return Map.of(DELETE_MARKER, "true", VERSION_ID, marker.versionId());
  }

  static S3Exception noSuchKey() {
    return new S3Exception(Code.NO_SUCH_KEY, "The specified key does not exist.");
  }

  private static Map<String, String> headers(
      StoredBucket bucket,
      S3Request request,
      StoredObject object,
      Content content,
      Optional<ByteRange> range) {
    var headers = new LinkedHashMap<>(object.headers());
    var wantsChecksum =
        range.isEmpty()
            && request.header("x-amz-checksum-mode").orElse("").equalsIgnoreCase("ENABLED");
    if (wantsChecksum) content.checksum().putInto(headers);
    request.parameters().stream()
        .filter(parameter -> parameter.name().startsWith(RESPONSE_OVERRIDE))
        .forEach(
            parameter ->
                headers.put(
                    parameter.name().substring(RESPONSE_OVERRIDE.length()), parameter.value()));
    headers.put("ETag", quoted(content.eTag()));
    headers.put("Accept-Ranges", "bytes");
    headers.put(
        "Last-Modified",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(object.at().atOffset(ZoneOffset.UTC)));
    range.ifPresent(part -> headers.put("Content-Range", part.contentRange(content.size())));
    putVersion(headers, bucket, object);
    return headers;
  }

  Answer delete(StoredBucket bucket, S3Request request) {
    var condition = Precondition.ofDeletion(request.header("If-Match"));
    var versionId = request.parameter("versionId");
    return Answer.empty(Answer.NO_CONTENT, delete(bucket, request.key(), versionId, condition));
  }

  /// @return the headers of the answer: the delete marker that was made or removed, or the version
  Map<String, String> delete(
      StoredBucket bucket, String key, Optional<String> versionId, Precondition condition) {
    if (versionId.isEmpty()) {
      var marker = bucket.delete(key, condition, clock.instant());
      return marker.map(S3Objects::markerHeaders).orElse(Map.of());
    }
    return bucket
        .deleteVersion(key, versionId.get(), condition)
        .filter(StoredObject::isDeleteMarker)
        .map(S3Objects::markerHeaders)
        .orElse(Map.of(VERSION_ID, versionId.get()));
  }
}
