package groundswell.platform.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.platform.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Reads parts that several kinds of events share.
final class EventFields {
  private static final String RECORDS = "Records";

  private EventFields() {}

  /// The records of a queue's or a stream's event.
  ///
  /// @throws groundswell.platform.json.InvalidJson if the event has no list of records
  static Stream<JsonNode> records(JsonNode event) {
    var records = event.path(RECORDS);
    if (!records.isArray())
      throw JsonObject.of(event)
          .error(RECORDS, "missing; queues and streams send a list of records");
    return records.valueStream();
  }

  /// The fields of an object as text; empty if it is not an object.
  static Map<String, String> texts(JsonNode object) {
    var texts = new LinkedHashMap<String, String>();
    object.forEachEntry((name, value) -> texts.put(name, value.asText()));
    return texts;
  }
}
