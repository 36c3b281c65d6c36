package groundswell.platform.events;

import groundswell.platform.PermanentFailure;
import groundswell.platform.json.InvalidJson;
import groundswell.platform.json.Json;
import groundswell.platform.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/// The envelope in which EventBridge delivers an event to a queue
/// (<https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html>). Commands,
/// which functions send to queues directly, have the same envelope.
///
/// @param detailType the type of the detail
public record Envelope(String detailType, JsonObject detail) {
  public static final String SOURCE = "groundswell";

  /// @throws PermanentFailure if the message is not an envelope
  public static Envelope parse(String message) {
    try {
      return of(JsonObject.parse(message));
    } catch (InvalidJson e) {
      throw new PermanentFailure(PermanentFailure.UNDECODABLE, e.getMessage());
    }
  }

  /// @throws InvalidJson if the message is not an envelope
  public static Envelope of(JsonObject message) {
    return new Envelope(message.text("detail-type"), message.object("detail"));
  }

  /// The message of a command.
  ///
  /// @param fields its detail: text, whole numbers and truth values
  public static String command(String detailType, Map<String, ?> fields) {
    return frame(
        detailType,
        Json.write(
            json -> {
              json.writeStartObject();
              for (var field : new TreeMap<>(fields).entrySet())
                json.writeObjectField(field.getKey(), field.getValue());
              json.writeEndObject();
            }));
  }

  /// Wraps a detail.
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
