package groundswell.local.objects;

import groundswell.local.objects.MultipartUpload.ListedPart;
import groundswell.local.objects.MultipartUpload.Part;
import groundswell.local.objects.S3Exception.Code;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The XML of requests and answers about multipart uploads.
final class MultipartXml {
  /// See https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
  private static final int PARTS_MAX = 10_000;

  private MultipartXml() {}

  static int partNumber(String text) {
    if (text.matches("\\d{1,5}")) {
      var number = Integer.parseInt(text);
      if (number >= 1 && number <= PARTS_MAX) return number;
    }
    throw new S3Exception(
        Code.INVALID_ARGUMENT,
        "Part number must be an integer between 1 and %d, inclusive".formatted(PARTS_MAX));
  }

  /// The parts of `CompleteMultipartUpload`.
  static List<ListedPart> listedParts(byte[] xml) {
    var parts = new ArrayList<ListedPart>();
    var reader = Xml.reader(new ByteArrayInputStream(xml));
    try {
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT
            && reader.getLocalName().equals("Part")) {
          if (parts.size() == PARTS_MAX) throw Xml.malformed();
          parts.add(listedPart(Xml.fields(reader)));
        }
      }
      return parts;
    } catch (XMLStreamException e) {
      throw Xml.malformed();
    }
  }

  private static ListedPart listedPart(Map<String, String> fields) {
    var checksums = new EnumMap<Checksum, String>(Checksum.class);
    for (var checksum : Checksum.values()) {
      var value = fields.get(checksum.element());
      if (value != null) checksums.put(checksum, value);
    }
    return new ListedPart(
        partNumber(fields.getOrDefault("PartNumber", "")),
        fields.getOrDefault("ETag", ""),
        checksums);
  }

  static Answer created(MultipartUpload upload) {
    var xml =
        Xml.document(
            "InitiateMultipartUploadResult",
            result ->
                result
                    .text("Bucket", upload.bucket().definition().name())
                    .text("Key", upload.key())
                    .text("UploadId", upload.id()));
    var headers = new LinkedHashMap<>(ObjectHeaders.encryption(upload.headers()));
    headers.put(Checksum.ALGORITHM_HEADER, upload.checksum().name());
    headers.put(Checksum.TYPE_HEADER, upload.type().name());
    return Answer.xml(Answer.OK, headers, xml);
  }

  static Answer completed(StoredBucket bucket, StoredObject stored) {
    var headers = new LinkedHashMap<>(ObjectHeaders.encryption(stored.headers()));
    S3Objects.putVersion(headers, bucket, stored);
    var content = stored.content().orElseThrow();
    var xml =
        Xml.document(
            "CompleteMultipartUploadResult",
            result ->
                result
                    .text("Location", "/%s/%s".formatted(bucket.definition().name(), stored.key()))
                    .text("Bucket", bucket.definition().name())
                    .text("Key", stored.key())
                    .text("ETag", S3Objects.quoted(content.eTag()))
                    .text(content.checksum().algorithm().element(), content.checksum().value())
                    .text("ChecksumType", content.checksum().type()));
    return Answer.xml(Answer.OK, headers, xml);
  }

  /// See https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html
  static Answer parts(MultipartUpload upload, S3Request request) {
    var max = S3Listing.max(request, "max-parts");
    var marker = request.parameter("part-number-marker").orElse("0");
    if (!marker.matches("\\d{1,5}")) {
      throw new S3Exception(Code.INVALID_ARGUMENT, "part-number-marker must be a number");
    }
    var after = upload.parts().tailMap(Integer.parseInt(marker), false);
    var page = after.entrySet().stream().limit(max).toList();
    var xml =
        Xml.document(
            "ListPartsResult",
            result -> {
              result.text("Bucket", upload.bucket().definition().name());
              result.text("Key", upload.key()).text("UploadId", upload.id());
              result.text("PartNumberMarker", marker).text("MaxParts", max);
              result.text("IsTruncated", after.size() > page.size());
              if (!page.isEmpty()) result.text("NextPartNumberMarker", page.getLast().getKey());
              result.text("ChecksumAlgorithm", upload.checksum());
              result
                  .text("ChecksumType", upload.type())
                  .text("StorageClass", ObjectHeaders.STANDARD);
              for (var part : page) writePart(result, part.getKey(), part.getValue());
            });
    return Answer.xml(Answer.OK, Map.of(), xml);
  }

  private static void writePart(Xml result, int number, Part part) throws XMLStreamException {
    var checksum = part.body().checksum();
    result.nested(
        "Part",
        xml ->
            xml.text("PartNumber", number)
                .text("LastModified", S3Listing.millis(part.at()))
                .text("ETag", S3Objects.quoted(part.body().md5Hex()))
                .text(checksum.algorithm().element(), checksum.value())
                .text("Size", part.body().size()));
  }

  /// See https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html
  static Answer uploads(StoredBucket bucket, List<MultipartUpload> uploads, S3Request request) {
    var prefix = request.parameter("prefix").orElse("");
    var max = S3Listing.max(request, "max-uploads");
    var keyMarker = request.parameter("key-marker").orElse("");
    var idMarker = request.parameter("upload-id-marker").orElse("");
    var found =
        uploads.stream()
            .filter(upload -> upload.key().startsWith(prefix))
            .filter(upload -> isAfter(upload, keyMarker, idMarker))
            .toList();
    var page = found.subList(0, Math.min(max, found.size()));
    var xml =
        Xml.document(
            "ListMultipartUploadsResult",
            result -> {
              result.text("Bucket", bucket.definition().name()).text("KeyMarker", keyMarker);
              result.text("UploadIdMarker", idMarker).text("Prefix", prefix);
              result.text("MaxUploads", max).text("IsTruncated", found.size() > page.size());
              if (!page.isEmpty()) {
                result.text("NextKeyMarker", page.getLast().key());
                result.text("NextUploadIdMarker", page.getLast().id());
              }
              for (var upload : page) writeUpload(result, upload);
            });
    return Answer.xml(Answer.OK, Map.of(), xml);
  }

  private static boolean isAfter(MultipartUpload upload, String key, String id) {
    var order = StoredBucket.inByteOrder(upload.key(), key);
    return order > 0 || (order == 0 && !id.isEmpty() && upload.id().compareTo(id) > 0);
  }

  private static void writeUpload(Xml result, MultipartUpload upload) throws XMLStreamException {
    result.nested(
        "Upload",
        xml ->
            xml.text("Key", upload.key())
                .text("UploadId", upload.id())
                .text("Initiated", S3Listing.millis(upload.startedAt()))
                .text("StorageClass", ObjectHeaders.STANDARD)
                .text("ChecksumAlgorithm", upload.checksum())
                .text("ChecksumType", upload.type()));
  }
}
