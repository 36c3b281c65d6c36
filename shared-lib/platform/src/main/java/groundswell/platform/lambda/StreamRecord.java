package groundswell.platform.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.StreamImages;
import java.util.Optional;

/// A record of a table's stream: one change of an item
/// (<https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html>).
///
/// @param json as Lambda delivers it, kept for records that are set aside
public record StreamRecord(JsonNode json) {

  public String sequenceNumber() {
    return change().path("SequenceNumber").asText();
  }

  /// The item's key; equal for all records of the item.
  public JsonNode keys() {
    return change().path("Keys");
  }

  /// The item after the change; empty if it was removed.
  ///
  /// @throws IllegalArgumentException if a value's type is unknown
  public Optional<Item> image() {
    return Optional.of(change().path("NewImage"))
        .filter(image -> !image.isEmpty())
        .map(StreamImages::item);
  }

  private JsonNode change() {
    return json.path("dynamodb");
  }
}
