package groundswell.platform.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A batch of records of a table's stream.
///
/// @param redriven whether a redrive sends records that were given up or set aside. A stream must
///     not block, so a record that can't be decoded does not fail its batch; a redrive needs the
///     result of each
public record StreamEvent(List<StreamRecord> records, boolean redriven) {
  private static final String REDRIVE = "redrive";

  public StreamEvent {
    records = List.copyOf(records);
  }

  static StreamEvent of(JsonNode event) {
    boolean redriven = event.has(REDRIVE);
    var records = EventFields.records(redriven ? event.path(REDRIVE) : event);
    return new StreamEvent(records.map(StreamRecord::new).toList(), redriven);
  }

  /// The event of one record, as Lambda would deliver it.
  public static String of(StreamRecord record) {
    return "{\"Records\":[%s]}".formatted(record.json());
  }

  /// The event of a redrive.
  ///
  /// @param event the event with the records, as Lambda delivered it
  public static String redrive(String event) {
    return "{\"%s\":%s}".formatted(REDRIVE, event);
  }
}
