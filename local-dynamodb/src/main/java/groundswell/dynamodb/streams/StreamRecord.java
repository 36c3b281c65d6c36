package groundswell.dynamodb.streams;

import groundswell.dynamodb.values.Item;
import java.time.Instant;
import java.util.Optional;

/// One change of an item.
///
/// @param bytes the size of key and images
/// @param isExpiry whether the service deleted the item because its time to live was over
public record StreamRecord(
    EventName event,
    String sequenceNumber,
    Instant created,
    Item keys,
    Optional<Item> oldImage,
    Optional<Item> newImage,
    int bytes,
    boolean isExpiry) {

  public enum EventName {
    INSERT,
    MODIFY,
    REMOVE
  }
}
