package groundswell.local.objects;

import groundswell.local.objects.Checksum.Stored;
import groundswell.local.objects.MultipartUpload.Part;
import groundswell.local.objects.S3Exception.Code;
import groundswell.local.objects.SignatureCheck.Signed;
import groundswell.local.objects.StoredObject.Content;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// Multipart uploads. See https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
final class S3Multipart {
  private static final int XML_BYTES_MAX = 4 << 20;

  private final Spool spool;
  private final BodyReceiver receiver;
  private final InstantSource clock;
  private final Notifier notifier;
  private final Map<String, MultipartUpload> uploads = new ConcurrentHashMap<>();
  private final AtomicLong created = new AtomicLong();

  S3Multipart(Spool spool, BodyReceiver receiver, InstantSource clock, Notifier notifier) {
    this.spool = spool;
    this.receiver = receiver;
    this.clock = clock;
    this.notifier = notifier;
  }

  Answer create(StoredBucket bucket, S3Request request) {
    var checksum = request.header(Checksum.ALGORITHM_HEADER).map(S3Multipart::algorithm);
    var type = request.header(Checksum.TYPE_HEADER).map(S3Multipart::type);
    var algorithm = checksum.orElse(Checksum.DEFAULT);
    if (type.isPresent() && (checksum.isEmpty() || !algorithm.allows(type.get()))) {
      throw invalidRequest(
          "The checksum type %s does not go with the algorithm %s"
              .formatted(type.get(), checksum.map(Checksum::name).orElse("null")));
    }
    var upload =
        new MultipartUpload(
            "upload-%016x".formatted(created.incrementAndGet()),
            bucket,
            request.key(),
            clock.instant(),
            ObjectHeaders.of(request),
            algorithm,
            checksum.isPresent(),
            type.orElse(algorithm.typeOfParts()),
            new ConcurrentSkipListMap<>());
    uploads.put(upload.id(), upload);
    return MultipartXml.created(upload);
  }

  private static Checksum algorithm(String name) {
    return Checksum.ofName(name)
        .orElseThrow(() -> invalidRequest("Checksum algorithm \"%s\" is unknown".formatted(name)));
  }

  private static Checksum.Type type(String name) {
    return switch (name) {
      case "FULL_OBJECT" -> Checksum.Type.FULL_OBJECT;
      case "COMPOSITE" -> Checksum.Type.COMPOSITE;
      case String other -> throw invalidRequest("Checksum type \"%s\" is unknown".formatted(other));
    };
  }

  private static S3Exception invalidRequest(String message) {
    return new S3Exception(Code.INVALID_REQUEST, message);
  }

  Answer putPart(StoredBucket bucket, S3Request request, Signed signed) throws IOException {
    var number = MultipartXml.partNumber(request.parameter("partNumber").orElse(""));
    var upload = find(bucket, request);
    requireNamedChecksum(upload, request);
    var body = receiver.receive(request, signed, spool.newFile(), upload.checksum());
    synchronized (upload) {
      try {
        find(bucket, request);
      } catch (S3Exception e) {
        Spool.remove(body.file());
        throw e;
      }
      var earlier = upload.parts().put(number, new Part(body, clock.instant()));
      if (earlier != null) Spool.remove(earlier.body().file());
    }
    var headers = new LinkedHashMap<>(ObjectHeaders.encryption(upload.headers()));
    headers.put("ETag", S3Objects.quoted(body.md5Hex()));
    headers.put(body.checksum().algorithm().header(), body.checksum().value());
    return Answer.empty(Answer.OK, headers);
  }

  private static void requireNamedChecksum(MultipartUpload upload, S3Request request) {
    if (!upload.isChecksumNamed()) return;
    var announced = BodyReceiver.announced(request).orElse(upload.checksum());
    if (announced != upload.checksum()) {
      throw invalidRequest(
          "Checksum Type mismatch occurred, expected checksum Type: %s, actual checksum Type: %s"
              .formatted(upload.checksum(), announced));
    }
  }

  private MultipartUpload find(StoredBucket bucket, S3Request request) {
    var upload = uploads.get(request.parameter("uploadId").orElse(""));
    if (upload == null || upload.bucket() != bucket || !upload.key().equals(request.key())) {
      throw new S3Exception(
          Code.NO_SUCH_UPLOAD,
          "The specified upload does not exist. The upload ID may be invalid, or the upload may"
              + " have been aborted or completed.");
    }
    return upload;
  }

  Answer listParts(StoredBucket bucket, S3Request request) {
    return MultipartXml.parts(find(bucket, request), request);
  }

  Answer list(StoredBucket bucket, S3Request request) {
    var ofBucket =
        uploads.values().stream()
            .filter(upload -> upload.bucket() == bucket)
            .sorted(
                Comparator.comparing(MultipartUpload::key, StoredBucket::inByteOrder)
                    .thenComparing(MultipartUpload::id))
            .toList();
    return MultipartXml.uploads(bucket, ofBucket, request);
  }

  Answer abort(StoredBucket bucket, S3Request request) {
    var upload = find(bucket, request);
    synchronized (upload) {
      end(upload);
    }
    return Answer.empty(Answer.NO_CONTENT, Map.of());
  }

  private void end(MultipartUpload upload) {
    uploads.remove(upload.id());
    upload.parts().values().forEach(part -> Spool.remove(part.body().file()));
  }

  Answer complete(StoredBucket bucket, S3Request request, Signed signed) throws IOException {
    var document =
        receiver.receiveDocument(request, signed, spool.newFile(), XML_BYTES_MAX, Optional.empty());
    var listed = MultipartXml.listedParts(document);
    var upload = find(bucket, request);
    StoredObject stored;
    synchronized (upload) {
      find(bucket, request);
      var parts = upload.chosen(listed);
      var condition = Precondition.of(request);
      var content = joined(upload, parts);
      try {
        requireAsAnnounced(upload, content, request);
        stored = bucket.put(request.key(), content, upload.headers(), condition, clock.instant());
      } catch (S3Exception e) {
        Spool.remove(content.file());
        throw e;
      }
      end(upload);
    }
    notifier.created(bucket, stored, "ObjectCreated:CompleteMultipartUpload", request);
    return MultipartXml.completed(bucket, stored);
  }

  /// What the client says about the whole must match it. See
  /// https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
  private static void requireAsAnnounced(
      MultipartUpload upload, Content content, S3Request request) {
    var size = request.number("x-amz-mp-object-size");
    if (size.isPresent() && size.getAsLong() != content.size()) {
      throw invalidRequest(
          "The provided object size %d does not match the size of the parts, %d"
              .formatted(size.getAsLong(), content.size()));
    }
    var type = request.header(Checksum.TYPE_HEADER).map(S3Multipart::type);
    if (type.isPresent() && type.get() != upload.type()) {
      throw invalidRequest(
          "The upload was created using the %s checksum mode, which the complete request must use, too"
              .formatted(upload.type()));
    }
    for (var checksum : Checksum.values()) {
      var expected = request.header(checksum.header());
      if (expected.isEmpty()) continue;
      if (checksum != upload.checksum()) {
        throw invalidRequest(
            "The upload was created using the %s checksum, not %s"
                .formatted(upload.checksum(), checksum));
      }
      var actual = content.checksum().value();
      var withoutCount = actual.replaceAll("-\\d+$", "");
      if (!expected.get().equals(withoutCount)) {
        Body.require(expected.get(), actual, Code.BAD_DIGEST, checksum.header());
      }
    }
  }

  private Content joined(MultipartUpload upload, List<Body> parts) throws IOException {
    var file = spool.newFile();
    try (var out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (var part : parts) append(part.file(), out);
    }
    var size = parts.stream().mapToLong(Body::size).sum();
    return new Content(file, size, MultipartUpload.eTag(parts), checksum(upload, parts, file));
  }

  private static Stored checksum(MultipartUpload upload, List<Body> parts, Path whole)
      throws IOException {
    return switch (upload.type()) {
      case FULL_OBJECT -> upload.checksum().ofFile(whole);
      case COMPOSITE ->
          upload.checksum().composite(parts.stream().map(part -> part.checksum().value()).toList());
    };
  }

  private static void append(Path file, FileChannel out) throws IOException {
    try (var in = FileChannel.open(file)) {
      for (long sent = 0; sent < in.size(); ) sent += in.transferTo(sent, in.size() - sent, out);
    }
  }
}
