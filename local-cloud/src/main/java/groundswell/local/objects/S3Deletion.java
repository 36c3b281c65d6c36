package groundswell.local.objects;

import groundswell.local.objects.S3Exception.Code;
import groundswell.local.objects.SignatureCheck.Signed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/// Deletes many objects in one request. See
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
final class S3Deletion {
  private static final int KEYS_MAX = 1_000;
  private static final int XML_BYTES_MAX = 2 << 20;

  private final Spool spool;
  private final BodyReceiver receiver;
  private final S3Objects objects;

  S3Deletion(Spool spool, BodyReceiver receiver, S3Objects objects) {
    this.spool = spool;
    this.receiver = receiver;
    this.objects = objects;
  }

  private record Wanted(String key, Optional<String> versionId, Optional<String> eTag) {}

  private record Wish(List<Wanted> objects, boolean quiet) {}

  private record Refused(Wanted object, Code code, String message) {}

  private record Deleted(Wanted object, Map<String, String> told) {}

  Answer delete(StoredBucket bucket, S3Request request, Signed signed) throws IOException {
    var checksum = BodyReceiver.announced(request);
    if (checksum.isEmpty() && request.header("Content-MD5").isEmpty()) {
      throw new S3Exception(
          Code.INVALID_REQUEST, "Missing required header for this request: Content-MD5");
    }
    var wish =
        wish(receiver.receiveDocument(request, signed, spool.newFile(), XML_BYTES_MAX, checksum));
    var deleted = new ArrayList<Deleted>();
    var refused = new ArrayList<Refused>();
    for (var object : wish.objects()) {
      try {
        var condition = Precondition.ofDeletion(object.eTag());
        deleted.add(
            new Deleted(
                object, objects.delete(bucket, object.key(), object.versionId(), condition)));
      } catch (S3Exception e) {
        refused.add(new Refused(object, e.code(), String.valueOf(e.getMessage())));
      }
    }
    if (wish.quiet()) deleted.clear();
    var xml =
        Xml.document(
            "DeleteResult",
            result -> {
              for (var each : deleted) write(result, each);
              for (var each : refused) write(result, each);
            });
    return Answer.xml(Answer.OK, Map.of(), xml);
  }

  private static Wish wish(byte[] document) {
    var wanted = new ArrayList<Wanted>();
    var quiet = false;
    var reader = Xml.reader(new ByteArrayInputStream(document));
    try {
      while (reader.hasNext()) {
        if (reader.next() != XMLStreamConstants.START_ELEMENT) continue;
        switch (reader.getLocalName()) {
          case "Object" -> wanted.add(wanted(Xml.fields(reader)));
          case "Quiet" -> quiet = Boolean.parseBoolean(reader.getElementText());
          case String _ -> {}
        }
      }
    } catch (XMLStreamException e) {
      throw Xml.malformed();
    }
    if (wanted.isEmpty() || wanted.size() > KEYS_MAX) throw Xml.malformed();
    return new Wish(wanted, quiet);
  }

  private static Wanted wanted(Map<String, String> fields) {
    var key = fields.getOrDefault("Key", "");
    if (key.isEmpty()) throw Xml.malformed();
    for (var name : List.of("Size", "LastModifiedTime")) {
      if (fields.containsKey(name)) {
        throw new S3Exception(
            Code.NOT_IMPLEMENTED,
            "the local S3 does not delete on the condition of %s".formatted(name));
      }
    }
    return new Wanted(
        key, Optional.ofNullable(fields.get("VersionId")), Optional.ofNullable(fields.get("ETag")));
  }

  private static void write(Xml result, Deleted deleted) throws XMLStreamException {
    var told = deleted.told();
    var isMarker = told.containsKey(S3Objects.DELETE_MARKER);
    result.nested(
        "Deleted",
        xml -> {
          xml.text("Key", deleted.object().key());
          var versionId = deleted.object().versionId();
          if (versionId.isPresent()) xml.text("VersionId", versionId.get());
          if (isMarker) {
            xml.text("DeleteMarker", true);
            xml.text("DeleteMarkerVersionId", told.getOrDefault(S3Objects.VERSION_ID, ""));
          }
        });
  }

  private static void write(Xml result, Refused refused) throws XMLStreamException {
    result.nested(
        "Error",
        xml -> {
          xml.text("Key", refused.object().key());
          var versionId = refused.object().versionId();
          if (versionId.isPresent()) xml.text("VersionId", versionId.get());
          xml.text("Code", refused.code().text()).text("Message", refused.message());
        });
  }
}
