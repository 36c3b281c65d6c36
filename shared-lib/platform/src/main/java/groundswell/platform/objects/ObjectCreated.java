package groundswell.platform.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.platform.json.JsonObject;
import java.net.URLDecoder;
import java.util.List;
import java.util.function.Function;

/// An object that S3 reports as created. An S3 notification is a message with a list of these
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html>).
public final class ObjectCreated {
  private static final String RECORDS = "Records";
  private static final String EVENT = "Event";
  private static final String TEST_EVENT = "s3:TestEvent";

  private final JsonObject object;

  private ObjectCreated(JsonObject object) {
    this.object = object;
  }

  /// Whether a message is an S3 notification.
  public static boolean isIn(JsonObject message) {
    return message.has(RECORDS) || message.has(EVENT);
  }

  /// The objects of a notification. Only S3's test notification has none.
  ///
  /// @throws groundswell.platform.json.InvalidJson if the message is not a notification
  public static List<ObjectCreated> allIn(JsonObject message) {
    if (isTest(message)) return List.of();
    var records = message.objects(RECORDS);
    if (records.isEmpty()) throw message.error(RECORDS, "the notification names no object");
    return records.stream()
        .map(each -> new ObjectCreated(each.object("s3").object("object")))
        .toList();
  }

  public String key() {
    return readKey(key -> key);
  }

  /// Parses the key.
  ///
  /// @param parse rejects with an [IllegalArgumentException]
  /// @throws groundswell.platform.json.InvalidJson if `parse` rejects it
  public <T> T readKey(Function<String, T> parse) {
    return object.read("key", key -> parse.apply(URLDecoder.decode(key, UTF_8)));
  }

  /// The version of the object, in a bucket that keeps versions.
  public String version() {
    return object.text("versionId");
  }

  /// Identifies one write of the object: S3 gives each write a sequencer, and repeats it in a
  /// duplicate notification.
  public String write() {
    return object.text("key") + "@" + object.text("sequencer");
  }

  private static boolean isTest(JsonObject message) {
    return message.has(EVENT) && message.text(EVENT).equals(TEST_EVENT);
  }
}
