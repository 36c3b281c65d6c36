package groundswell.platform.testing;

import com.fasterxml.jackson.core.JsonGenerator;
import groundswell.platform.json.Json;
import groundswell.platform.json.JsonTree;
import groundswell.platform.lambda.StreamEvent;
import groundswell.platform.lambda.StreamRecord;
import groundswell.platform.tables.Key;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A table's stream: it gets a record each time that a test takes an item's image.
public final class StreamRecords {
  private final String table;
  private final List<String> records = new ArrayList<>();

  public StreamRecords(String table) {
    this.table = table;
  }

  /// Adds a record of the item as stored now.
  ///
  /// @return its sequence number
  public String take(String partitionKey, String sortKey) {
    var key = new Key(partitionKey, sortKey).attributes();
    var item =
        LocalDynamoDb.client()
            .getItem(request -> request.tableName(table).key(key).consistentRead(true))
            .item();
    return add(key, item);
  }

  /// Adds a record of an item that is not stored.
  ///
  /// @param image empty for an item that was removed
  public String add(Map<String, AttributeValue> key, Map<String, AttributeValue> image) {
    var sequenceNumber = Integer.toString(100 + records.size());
    records.add(
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeStringField("eventName", image.isEmpty() ? "REMOVE" : "MODIFY");
              json.writeObjectFieldStart("dynamodb");
              writeItem(json, "Keys", key);
              if (!image.isEmpty()) writeItem(json, "NewImage", image);
              json.writeStringField("SequenceNumber", sequenceNumber);
              json.writeEndObject();
              json.writeEndObject();
            }));
    return sequenceNumber;
  }

  /// All records so far as one batch.
  public StreamEvent event() {
    return new StreamEvent(
        records.stream().map(JsonTree::parse).map(StreamRecord::new).toList(), false);
  }

  /// The batch as Lambda delivers it.
  public String json() {
    return "{\"Records\":[%s]}".formatted(String.join(",", records));
  }

  private static void writeItem(JsonGenerator json, String name, Map<String, AttributeValue> item)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (var attribute : item.entrySet()) {
      json.writeObjectFieldStart(attribute.getKey());
      writeValue(json, attribute.getValue());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeValue(JsonGenerator json, AttributeValue value) throws IOException {
    switch (value.type()) {
      case S -> json.writeStringField("S", value.s());
      case N -> json.writeStringField("N", value.n());
      case B ->
          json.writeStringField("B", Base64.getEncoder().encodeToString(value.b().asByteArray()));
      case BOOL -> json.writeBooleanField("BOOL", value.bool());
      case M -> writeItem(json, "M", value.m());
      case SS, NS, BS, L, NUL, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("no item has an attribute like %s".formatted(value));
    }
  }
}
