package groundswell.uploadpartitioner;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.platform.PermanentFailure;
import groundswell.platform.json.JsonObject;
import groundswell.platform.uploads.UploadCommand.UploadReady;
import groundswell.platform.uploads.UploadObjects;
import java.net.URLDecoder;
import java.util.List;

/// What S3 says when a file has arrived
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html>).
final class ObjectCreated {
  private static final String RECORDS = "Records";

  private ObjectCreated() {}

  /// Whether a message is S3's. It also sends one without records, to try the queue.
  static boolean isFromS3(JsonObject message) {
    return message.has(RECORDS) || message.has("Event");
  }

  /// @throws PermanentFailure if an object is no upload's
  static List<UploadReady> uploads(JsonObject message) {
    if (!message.has(RECORDS)) return List.of();
    try {
      return message.objects(RECORDS).stream().map(ObjectCreated::upload).toList();
    } catch (IllegalArgumentException e) {
      throw new PermanentFailure(PermanentFailure.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }

  private static UploadReady upload(JsonObject event) {
    var object = event.object("s3").object("object");
    var key = URLDecoder.decode(object.text("key"), UTF_8);
    var parts = key.split("/", -1);
    if (parts.length != 3 || !parts[0].equals(UploadObjects.UPLOADS)) {
      throw new IllegalArgumentException(
          "object \"%s\" is not %s/{tenant}/{upload}".formatted(key, UploadObjects.UPLOADS));
    }
    return new UploadReady(
        new TenantId(parts[1]), new UploadId(parts[2]), object.text("versionId"));
  }
}
