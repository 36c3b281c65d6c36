package groundswell.platform.tables;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The key of an item.
public record Key(String partition, String sort) {
  /// As DynamoDB's client takes it.
  public Map<String, AttributeValue> attributes() {
    return Map.of(
        Item.PARTITION_KEY,
        AttributeValue.fromS(partition),
        Item.SORT_KEY,
        AttributeValue.fromS(sort));
  }
}
