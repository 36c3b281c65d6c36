package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.schema.TableDefinition;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition;
import groundswell.dynamodb.schema.TableDefinition.KeyAttribute;
import groundswell.dynamodb.values.AttributeValues;
import groundswell.dynamodb.values.InvalidValue;
import groundswell.dynamodb.values.Item;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The key in `ExclusiveStartKey`: where a page starts.
final class StartKeys {
  private static final String INVALID = "The provided starting key is invalid";

  private StartKeys() {}

  static Optional<Item> read(boolean isGiven, Map<String, AttributeValue> given) {
    if (!isGiven) return Optional.empty();
    try {
      return Optional.of(AttributeValues.item(given));
    } catch (InvalidValue invalid) {
      throw Errors.validation(String.valueOf(invalid.getMessage()));
    }
  }

  /// It must have exactly the key attributes of the table and of the index that is read.
  static void check(
      Item start, TableDefinition table, @Nullable IndexDefinition index, boolean isScan) {
    var attributes = new LinkedHashMap<String, KeyAttribute>();
    for (var attribute : Keys.attributes(table.key())) attributes.put(attribute.name(), attribute);
    if (index != null)
      for (var attribute : Keys.attributes(index.key()))
        attributes.put(attribute.name(), attribute);
    if (start.attributes().size() != attributes.size()) throw isScan ? mismatch() : invalid();
    for (var attribute : attributes.values()) {
      var value = start.get(attribute.name());
      if (value == null || !Keys.fits(value, attribute)) throw mismatch();
    }
  }

  private static RuntimeException invalid() {
    return Errors.validation(INVALID);
  }

  private static RuntimeException mismatch() {
    return Errors.validation(INVALID + ": " + Keys.MISMATCH);
  }
}
