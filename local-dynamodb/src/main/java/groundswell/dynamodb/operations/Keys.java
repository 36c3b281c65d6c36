package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.expressions.KeyCondition;
import groundswell.dynamodb.expressions.KeyCondition.Test;
import groundswell.dynamodb.schema.TableDefinition;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition;
import groundswell.dynamodb.schema.TableDefinition.KeyAttribute;
import groundswell.dynamodb.schema.TableDefinition.KeySchema;
import groundswell.dynamodb.tables.Key;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Sizes;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/// Reads keys from requests and items, and refuses those that do not fit the table.
///
/// The rules are those of
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html> and
/// developerguide/HowItWorks.CoreComponents.html
final class Keys {
  static final String MISMATCH = "The provided key element does not match the schema";
  private static final int PARTITION_KEY_BYTES_MAX = 2048;
  private static final int SORT_KEY_BYTES_MAX = 1024;
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final String EMPTY = "One or more parameter values are not valid. ";

  private Keys() {}

  /// The key to look an item up with: exactly the key attributes, with the right types.
  static Key ofLookup(Item key, KeySchema schema) {
    var size = schema.sortKey().isPresent() ? 2 : 1;
    if (key.attributes().size() != size) throw Errors.validation(MISMATCH);
    return key(schema, attribute -> ofType(key, attribute));
  }

  private static Value ofType(Item key, KeyAttribute attribute) {
    var value = key.get(attribute.name());
    if (value == null || !fits(value, attribute)) throw Errors.validation(MISMATCH);
    return value;
  }

  /// The key of an item to be stored.
  static Key ofItem(Item item, KeySchema schema) {
    return key(schema, attribute -> present(item, attribute));
  }

  private static Value present(Item item, KeyAttribute attribute) {
    var value = item.get(attribute.name());
    if (value == null)
      throw Errors.validation(INVALID + "Missing the key " + attribute.name() + " in the item");
    if (!fits(value, attribute))
      throw Errors.validation(
          INVALID
              + "Type mismatch for key %s expected: %s actual: %s"
                  .formatted(attribute.name(), attribute.type(), value.type()));
    return value;
  }

  private static Key key(KeySchema schema, Function<KeyAttribute, Value> find) {
    var partition = find.apply(schema.partitionKey());
    var sort = schema.sortKey().map(find);
    checkNotEmpty(schema.partitionKey(), partition);
    schema.sortKey().ifPresent(attribute -> checkNotEmpty(attribute, sort.orElseThrow()));
    checkSizes(partition, sort);
    return new Key(partition, sort);
  }

  private static void checkNotEmpty(KeyAttribute attribute, Value value) {
    emptyKind(value)
        .ifPresent(
            kind -> {
              throw Errors.validation(
                  EMPTY
                      + "The AttributeValue for a key attribute cannot contain an empty %s value. Key: %s"
                          .formatted(kind, attribute.name()));
            });
  }

  /// Refuses empty keys, before any other check of the keys.
  ///
  /// @param isItem whether the attributes are an item's, so that index keys count, too
  static void refuseEmpty(Item attributes, TableDefinition table, boolean isItem) {
    for (var attribute : attributes(table.key())) {
      var value = attributes.get(attribute.name());
      if (value != null) checkNotEmpty(attribute, value);
    }
    if (!isItem) return;
    for (var index : byName(table.indexes()))
      for (var attribute : attributes(index.key())) {
        var value = attributes.get(attribute.name());
        if (value == null) continue;
        emptyKind(value)
            .ifPresent(
                kind -> {
                  throw emptyIndexKey(index, attribute, kind);
                });
      }
  }

  static void refuseEmptyKeyCondition(KeyCondition.Selection wanted, KeySchema schema) {
    var attributes = schema.attributes();
    var beginning = wanted.beginning();
    for (var at = 0; at < beginning.size(); at++)
      checkNotEmpty(attributes.get(at), beginning.get(at));
    if (wanted.sort().isPresent() && !(wanted.sort().get() instanceof Test.BeginsWith))
      for (var value : wanted.sort().get().values())
        checkNotEmpty(attributes.get(beginning.size()), value);
  }

  /// Whether a request was refused for an empty key.
  static boolean isEmptyKey(DynamoDbException refusal) {
    return refusal.awsErrorDetails().errorMessage().startsWith(EMPTY);
  }

  private static void checkSizes(Value partition, Optional<Value> sort) {
    if (Sizes.bytes(partition) > PARTITION_KEY_BYTES_MAX)
      throw Errors.validation(
          INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes");
    if (sort.isPresent() && Sizes.bytes(sort.get()) > SORT_KEY_BYTES_MAX)
      throw Errors.validation(
          INVALID + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
  }

  /// Checks the item's index key attributes, if it has them.
  static void checkIndexKeys(Item item, TableDefinition table) {
    checkIndexKeys(item, table, Keys::emptyIndexKey);
  }

  /// The same, for an item that an update expression made.
  static void checkUpdatedIndexKeys(Item item, TableDefinition table) {
    checkIndexKeys(item, table, (_, _, kind) -> emptyUpdatedIndexKey(kind));
  }

  @FunctionalInterface
  private interface EmptyKey {
    DynamoDbException refusal(IndexDefinition index, KeyAttribute attribute, String kind);
  }

  private static void checkIndexKeys(Item item, TableDefinition table, EmptyKey empty) {
    if (table.indexes().isEmpty()) return;
    var ownKeys = names(table.key());
    for (var index : byName(table.indexes())) {
      for (var attribute : attributes(index.key())) {
        var value = item.get(attribute.name());
        if (value == null || ownKeys.contains(attribute.name())) continue;
        if (!fits(value, attribute))
          throw Errors.validation(
              INVALID
                  + "Type mismatch for Index Key %s Expected: %s Actual: %s IndexName: %s"
                      .formatted(attribute.name(), attribute.type(), value.type(), index.name()));
        emptyKind(value)
            .ifPresent(
                kind -> {
                  throw empty.refusal(index, attribute, kind);
                });
        checkIndexKeySize(index, attribute, value);
      }
    }
  }

  private static void checkIndexKeySize(
      IndexDefinition index, KeyAttribute attribute, Value value) {
    if (index.key().partitionKeys().contains(attribute)) checkSizes(value, Optional.empty());
    else checkSizes(index.key().sortKey().isPresent() ? ZERO : value, Optional.of(value));
  }

  private static final Value ZERO = new Value.Text("0");

  private static DynamoDbException emptyIndexKey(
      IndexDefinition index, KeyAttribute attribute, String kind) {
    return Errors.validation(
        EMPTY
            + "A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty %s value. IndexName: %s, IndexKey: %s"
                .formatted(kind, index.name(), attribute.name()));
  }

  private static DynamoDbException emptyUpdatedIndexKey(String kind) {
    return Errors.validation(
        EMPTY
            + "The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty %s value."
                .formatted(kind));
  }

  private static Optional<String> emptyKind(Value value) {
    return switch (value) {
      case Value.Text(var text) when text.isEmpty() -> Optional.of("string");
      case Value.Binary(var bytes) when bytes.asByteArrayUnsafe().length == 0 ->
          Optional.of("binary");
      default -> Optional.empty();
    };
  }

  static boolean fits(Value value, KeyAttribute attribute) {
    return value.type().name().equals(attribute.type().name());
  }

  static List<KeyAttribute> attributes(KeySchema schema) {
    return schema.attributes();
  }

  static List<String> names(KeySchema schema) {
    return attributes(schema).stream().map(KeyAttribute::name).toList();
  }

  /// The item's key attributes. The item must have them.
  static Item part(Item item, KeySchema table, Optional<KeySchema> index) {
    var part = new LinkedHashMap<String, Value>();
    index.ifPresent(schema -> copy(item, schema, part));
    copy(item, table, part);
    return new Item(part);
  }

  private static void copy(Item item, KeySchema schema, Map<String, Value> into) {
    for (var name : names(schema)) {
      var value = item.get(name);
      if (value != null) into.put(name, value);
    }
  }

  static Item item(Key key, KeySchema schema) {
    var attributes = new LinkedHashMap<String, Value>();
    attributes.put(schema.partitionKey().name(), key.partition());
    schema.sortKey().ifPresent(sort -> attributes.put(sort.name(), key.sort().orElseThrow()));
    return new Item(attributes);
  }

  private static List<IndexDefinition> byName(List<IndexDefinition> indexes) {
    if (indexes.size() == 1) return indexes;
    var sorted = new ArrayList<>(indexes);
    sorted.sort(Comparator.comparing(IndexDefinition::name));
    return sorted;
  }
}
