package groundswell.platform.events;

import groundswell.platform.PermanentFailure;
import groundswell.platform.json.Json;
import groundswell.platform.json.JsonObject;
import groundswell.platform.json.Mappers;
import java.util.Map;
import java.util.TreeMap;

/// The frame that EventBridge puts around an event when it hands it to a queue
/// (<https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html>). Commands
/// that functions send to queues themselves come in the same frame.
///
/// @param detailType what the detail is
public record Envelope(String detailType, JsonObject detail) {
  public static final String SOURCE = "groundswell";

  /// @throws PermanentFailure if the message is no such frame
  public static Envelope parse(String message) {
    try {
      var frame = JsonObject.parse(message);
      return new Envelope(frame.text("detail-type"), frame.object("detail"));
    } catch (IllegalArgumentException e) {
      throw new PermanentFailure(PermanentFailure.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }

  /// The message of a command.
  ///
  /// @param fields its detail: text, whole numbers and truth values
  public static String command(String detailType, Map<String, ?> fields) {
    var detail = Mappers.TREES.valueToTree(new TreeMap<>(fields));
    return frame(detailType, Json.write(json -> Mappers.TREES.writeTree(json, detail)));
  }

  /// The frame around a detail.
  static String frame(String detailType, String detail) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("detail-type", detailType);
          json.writeStringField("source", SOURCE);
          json.writeFieldName("detail");
          json.writeRawValue(detail);
          json.writeEndObject();
        });
  }
}
