package groundswell.local.objects;

import groundswell.local.objects.S3Exception.Code;
import groundswell.local.objects.SignatureCheck.Signed;
import groundswell.local.objects.StoredObject.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Uploads in several parts. See
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html and, for the limits,
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
final class S3Multipart {
  private static final int PARTS_MAX = 10_000;
  private static final long PART_BYTES_MIN = 5L << 20;
  private static final int XML_BYTES_MAX = 4 << 20;

  private final Spool spool;
  private final BodyReceiver receiver;
  private final InstantSource clock;
  private final Notifier notifier;
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
  private final AtomicLong created = new AtomicLong();

  S3Multipart(Spool spool, BodyReceiver receiver, InstantSource clock, Notifier notifier) {
    this.spool = spool;
    this.receiver = receiver;
    this.clock = clock;
    this.notifier = notifier;
  }

  /// An upload that is not complete. Its lock makes a part's arrival and the end one after another.
  private record Upload(
      StoredBucket bucket, String key, Map<String, String> headers, Map<Integer, Body> parts) {}

  /// A part as the client lists it.
  private record ListedPart(int number, String eTag) {}

  Answer create(StoredBucket bucket, S3Request request) {
    var id = "upload-%016x".formatted(created.incrementAndGet());
    var headers = ObjectHeaders.of(request);
    uploads.put(id, new Upload(bucket, request.key(), headers, new ConcurrentHashMap<>()));
    var xml =
        Xml.document(
            "InitiateMultipartUploadResult",
            result ->
                result
                    .text("Bucket", bucket.definition().name())
                    .text("Key", request.key())
                    .text("UploadId", id));
    return Answer.xml(Answer.OK, Map.of(), xml);
  }

  Answer putPart(StoredBucket bucket, S3Request request, Signed signed) throws IOException {
    var number = partNumber(request.parameter("partNumber").orElse(""));
    var upload = find(bucket, request);
    var body = receiver.receive(request, signed, spool.newFile());
    synchronized (upload) {
      try {
        find(bucket, request);
      } catch (S3Exception e) {
        Spool.remove(body.file());
        throw e;
      }
      var earlier = upload.parts().put(number, body);
      if (earlier != null) Spool.remove(earlier.file());
    }
    var headers = new LinkedHashMap<String, String>();
    headers.put("ETag", S3Objects.quoted(body.md5Hex()));
    body.checksum().ifPresent(sent -> headers.put(sent.checksum().header(), sent.value()));
    return Answer.empty(Answer.OK, headers);
  }

  private static int partNumber(String text) {
    if (text.matches("\\d{1,5}")) {
      var number = Integer.parseInt(text);
      if (number >= 1 && number <= PARTS_MAX) return number;
    }
    throw new S3Exception(
        Code.INVALID_ARGUMENT,
        "Part number must be an integer between 1 and %d, inclusive".formatted(PARTS_MAX));
  }

  private Upload find(StoredBucket bucket, S3Request request) {
    var upload = uploads.get(request.parameter("uploadId").orElse(""));
    if (upload == null || upload.bucket() != bucket || !upload.key().equals(request.key())) {
      throw new S3Exception(
          Code.NO_SUCH_UPLOAD,
          "The specified upload does not exist. The upload ID may be invalid, or the upload may"
              + " have been aborted or completed.");
    }
    return upload;
  }

  Answer abort(StoredBucket bucket, S3Request request) {
    var upload = find(bucket, request);
    synchronized (upload) {
      end(request, upload);
    }
    return Answer.empty(Answer.NO_CONTENT, Map.of());
  }

  private void end(S3Request request, Upload upload) {
    uploads.remove(request.parameter("uploadId").orElseThrow());
    upload.parts().values().forEach(part -> Spool.remove(part.file()));
  }

  Answer complete(StoredBucket bucket, S3Request request) throws IOException {
    var listed = listedParts(request.body().readNBytes(XML_BYTES_MAX));
    var upload = find(bucket, request);
    StoredObject stored;
    synchronized (upload) {
      find(bucket, request);
      var parts = chosen(upload, listed);
      var content = joined(parts);
      var condition = Precondition.of(request);
      try {
        stored = bucket.put(request.key(), content, upload.headers(), condition, clock.instant());
      } catch (S3Exception e) {
        Spool.remove(content.file());
        throw e;
      }
      end(request, upload);
    }
    notifier.created(bucket, stored, "ObjectCreated:CompleteMultipartUpload");
    return completed(bucket, stored);
  }

  private static Answer completed(StoredBucket bucket, StoredObject stored) {
    var headers = new LinkedHashMap<String, String>();
    S3Objects.putVersion(headers, bucket, stored);
    var xml =
        Xml.document(
            "CompleteMultipartUploadResult",
            result ->
                result
                    .text("Bucket", bucket.definition().name())
                    .text("Key", stored.key())
                    .text("ETag", S3Objects.quoted(stored.content().orElseThrow().eTag())));
    return Answer.xml(Answer.OK, headers, xml);
  }

  private static List<Body> chosen(Upload upload, List<ListedPart> listed) {
    if (listed.isEmpty()) throw Xml.malformed();
    var parts = new ArrayList<Body>();
    for (var part : listed) {
      var body = upload.parts().get(part.number());
      if (body == null || !body.md5Hex().equals(Precondition.withoutQuotes(part.eTag()))) {
        throw new S3Exception(
            Code.INVALID_PART,
            "One or more of the specified parts could not be found or has another entity tag.");
      }
      parts.add(body);
    }
    requireOrderAndSize(listed, parts);
    return parts;
  }

  private static void requireOrderAndSize(List<ListedPart> listed, List<Body> parts) {
    for (var i = 1; i < listed.size(); i++) {
      if (listed.get(i).number() <= listed.get(i - 1).number()) {
        throw new S3Exception(
            Code.INVALID_PART_ORDER,
            "The list of parts was not in ascending order. Parts must be ordered by part number.");
      }
      if (parts.get(i - 1).size() < PART_BYTES_MIN) {
        throw new S3Exception(
            Code.ENTITY_TOO_SMALL, "Your proposed upload is smaller than the minimum allowed size");
      }
    }
  }

  /// The tag of the whole is the hash over the parts' hashes, and their number.
  private Content joined(List<Body> parts) throws IOException {
    var file = spool.newFile();
    var hash = Hashes.digest("MD5");
    long size = 0;
    try (var out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (var part : parts) {
        append(part.file(), out);
        hash.update(HexFormat.of().parseHex(part.md5Hex()));
        size += part.size();
      }
    }
    return new Content(file, size, Hashes.hex(hash.digest()) + "-" + parts.size());
  }

  private static void append(Path file, FileChannel out) throws IOException {
    try (var in = FileChannel.open(file)) {
      for (long sent = 0; sent < in.size(); ) sent += in.transferTo(sent, in.size() - sent, out);
    }
  }

  private static List<ListedPart> listedParts(byte[] xml) {
    var parts = new ArrayList<ListedPart>();
    var reader = Xml.reader(new ByteArrayInputStream(xml));
    try {
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT
            && reader.getLocalName().equals("Part")) {
          if (parts.size() == PARTS_MAX) throw Xml.malformed();
          parts.add(listedPart(reader));
        }
      }
      return parts;
    } catch (XMLStreamException e) {
      throw Xml.malformed();
    }
  }

  private static ListedPart listedPart(XMLStreamReader reader) throws XMLStreamException {
    var fields = new LinkedHashMap<String, String>();
    while (reader.nextTag() == XMLStreamReader.START_ELEMENT) {
      fields.put(reader.getLocalName(), reader.getElementText());
    }
    return new ListedPart(
        partNumber(fields.getOrDefault("PartNumber", "")), fields.getOrDefault("ETag", ""));
  }
}
