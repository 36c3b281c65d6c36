package groundswell.platform.testing;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import groundswell.platform.tables.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A table's stream: it gets a record each time that a test takes an item's image.
public final class StreamRecords {
  private final String table;
  private final List<DynamodbStreamRecord> records = new ArrayList<>();

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
  public String add(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> key,
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> image) {
    var sequenceNumber = Integer.toString(100 + records.size());
    var change = new StreamRecord();
    change.setKeys(ofLambda(key));
    if (!image.isEmpty()) change.setNewImage(ofLambda(image));
    change.setSequenceNumber(sequenceNumber);
    var record = new DynamodbStreamRecord();
    record.setEventName(image.isEmpty() ? "REMOVE" : "MODIFY");
    record.setDynamodb(change);
    records.add(record);
    return sequenceNumber;
  }

  /// All records so far as one batch.
  public DynamodbEvent event() {
    var event = new DynamodbEvent();
    event.setRecords(List.copyOf(records));
    return event;
  }

  private static Map<String, AttributeValue> ofLambda(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> image) {
    var converted = new HashMap<String, AttributeValue>();
    image.forEach((name, value) -> converted.put(name, ofLambda(value)));
    return converted;
  }

  private static AttributeValue ofLambda(
      software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
    return switch (value.type()) {
      case S -> new AttributeValue().withS(value.s());
      case N -> new AttributeValue().withN(value.n());
      case B -> new AttributeValue().withB(value.b().asByteBuffer());
      case BOOL -> new AttributeValue().withBOOL(value.bool());
      case M -> new AttributeValue().withM(ofLambda(value.m()));
      case SS, NS, BS, L, NUL, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("no item has an attribute like %s".formatted(value));
    };
  }
}
