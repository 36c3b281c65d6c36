package groundswell.local.objects;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// An object was created.
///
/// @param eventName `ObjectCreated:Put` or `ObjectCreated:CompleteMultipartUpload`
/// @param eTag without quotes
/// @param versionId empty in a bucket without versions
/// @param sequencer sorts as text; later writes of a key have greater ones
public record ObjectCreated(
    String eventName,
    String bucket,
    String key,
    long size,
    String eTag,
    Optional<String> versionId,
    String sequencer,
    Instant at) {

  /// The event as S3 sends it to a queue. See
  /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
  public String toJson() {
    var nodes = JsonNodeFactory.instance;
    var root = nodes.objectNode();
    var event = root.putArray("Records").addObject();
    event.put("eventVersion", "2.1").put("eventSource", "aws:s3").put("awsRegion", "us-east-1");
    event.put("eventTime", at.toString()).put("eventName", eventName);
    event.putObject("userIdentity").put("principalId", "local");
    event.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    event.putObject("responseElements").put("x-amz-request-id", sequencer);
    var s3 = event.putObject("s3");
    s3.put("s3SchemaVersion", "1.0").put("configurationId", "local");
    var inBucket = s3.putObject("bucket").put("name", bucket);
    inBucket.putObject("ownerIdentity").put("principalId", "local");
    inBucket.put("arn", "arn:aws:s3:::" + bucket);
    var object = s3.putObject("object").put("key", encodedKey()).put("size", size);
    object.put("eTag", eTag);
    versionId.ifPresent(id -> object.put("versionId", id));
    object.put("sequencer", sequencer);
    return root.toString();
  }

  /// Form-encoded, so a space is `+`, but slashes stay.
  private String encodedKey() {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }
}
