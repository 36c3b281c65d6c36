package groundswell.platform.lambda;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.fasterxml.jackson.databind.JsonNode;

/// Stream records that were given up or set aside, and are redriven. A stream must not block, so a
/// record that can't be decoded does not fail its batch; a redrive needs the result of each.
@SuppressWarnings("serial")
public final class RedrivenRecords extends DynamodbEvent {
  private static final String FIELD = "redrive";

  /// The event of a redrive.
  ///
  /// @param records the event with the records, as Lambda delivered it
  public static String of(String records) {
    return "{\"%s\":%s}".formatted(FIELD, records);
  }

  static boolean areIn(JsonNode event) {
    return event.has(FIELD);
  }

  static JsonNode unwrap(JsonNode event) {
    return event.path(FIELD);
  }
}
