package groundswell.dynamodb.tables;

import groundswell.dynamodb.schema.TableDefinition;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition.Scope;
import groundswell.dynamodb.schema.TableDefinition.KeyAttribute;
import groundswell.dynamodb.schema.TableDefinition.KeySchema;
import groundswell.dynamodb.schema.TableDefinition.KeyType;
import groundswell.dynamodb.schema.TableDefinition.Projection;
import groundswell.dynamodb.tables.Catalog.Entry;
import groundswell.dynamodb.tables.Catalog.ExpiriesEntry;
import groundswell.dynamodb.tables.Catalog.IndexEntry;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.ItemCodec;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A table's catalog entry as an item, so that one encoding serves both.
final class CatalogForm {
  private static final String NAME = "name";
  private static final String KEY = "key";
  /// How many of the key's attributes are partition keys; left out if it is 1.
  private static final String PARTITION_KEYS = "partitionKeys";

  private static final String TYPE = "type";
  private static final String INDEXES = "indexes";
  private static final String SCOPE = "scope";
  private static final String PROJECTION = "projection";
  private static final String INCLUDED = "included";
  private static final String MAP = "map";
  private static final String IS_BUILT = "isBuilt";
  private static final String EXPIRIES = "expiries";
  private static final String STREAM = "stream";
  private static final String NOTES = "notes";
  private static final String ALL = "ALL";
  private static final String KEYS_ONLY = "KEYS_ONLY";
  private static final String INCLUDE = "INCLUDE";

  private CatalogForm() {}

  static byte[] encode(Entry entry) {
    var fields = new LinkedHashMap<String, Value>();
    fields.put(NAME, text(entry.definition().name()));
    fields.put(KEY, key(entry.definition().key()));
    fields.put(MAP, text(entry.itemsMap()));
    var indexes = new ArrayList<Value>();
    for (var at = 0; at < entry.indexes().size(); at++)
      indexes.add(index(entry.definition().indexes().get(at), entry.indexes().get(at)));
    fields.put(INDEXES, new Value.ListOf(indexes));
    entry.expiries().ifPresent(expiries -> fields.put(EXPIRIES, expiries(expiries)));
    entry.stream().ifPresent(number -> fields.put(STREAM, Value.Numeric.of(number)));
    fields.put(NOTES, new Value.MapOf(entry.notes().attributes()));
    return ItemCodec.encode(new Item(fields));
  }

  static Entry decode(byte[] bytes) {
    var fields = ItemCodec.decode(bytes).attributes();
    var indexes = elements(fields, INDEXES).stream().map(CatalogForm::fields).toList();
    return new Entry(
        new TableDefinition(
            text(fields, NAME),
            key(fields),
            indexes.stream().map(CatalogForm::indexDefinition).toList()),
        text(fields, MAP),
        indexes.stream()
            .map(index -> new IndexEntry(text(index, MAP), isTrue(index, IS_BUILT)))
            .toList(),
        Optional.ofNullable(fields.get(EXPIRIES)).map(CatalogForm::expiriesEntry),
        fields.get(STREAM) instanceof Value.Numeric(var number)
            ? OptionalInt.of(number.intValue())
            : OptionalInt.empty(),
        new Item(fields(fields.getOrDefault(NOTES, new Value.MapOf(Map.of())))));
  }

  private static Value expiries(ExpiriesEntry expiries) {
    return new Value.MapOf(
        Map.of(
            NAME,
            text(expiries.attribute()),
            MAP,
            text(expiries.map()),
            IS_BUILT,
            new Value.Bool(expiries.isBuilt())));
  }

  private static ExpiriesEntry expiriesEntry(Value value) {
    var fields = fields(value);
    return new ExpiriesEntry(text(fields, NAME), text(fields, MAP), isTrue(fields, IS_BUILT));
  }

  private static Value index(IndexDefinition definition, IndexEntry entry) {
    var fields = new LinkedHashMap<String, Value>();
    fields.put(NAME, text(definition.name()));
    fields.put(SCOPE, text(definition.scope().name()));
    fields.put(KEY, key(definition.key()));
    if (definition.key().partitionKeys().size() > 1)
      fields.put(PARTITION_KEYS, Value.Numeric.of(definition.key().partitionKeys().size()));
    switch (definition.projection()) {
      case Projection.All() -> fields.put(PROJECTION, text(ALL));
      case Projection.KeysOnly() -> fields.put(PROJECTION, text(KEYS_ONLY));
      case Projection.Include(var attributes) -> {
        fields.put(PROJECTION, text(INCLUDE));
        fields.put(INCLUDED, new Value.TextSet(attributes));
      }
    }
    fields.put(MAP, text(entry.map()));
    fields.put(IS_BUILT, new Value.Bool(entry.isBuilt()));
    return new Value.MapOf(fields);
  }

  private static IndexDefinition indexDefinition(Map<String, Value> fields) {
    return new IndexDefinition(
        text(fields, NAME), Scope.valueOf(text(fields, SCOPE)), key(fields), projection(fields));
  }

  private static Projection projection(Map<String, Value> fields) {
    var kind = text(fields, PROJECTION);
    if (kind.equals(ALL)) return new Projection.All();
    if (kind.equals(KEYS_ONLY)) return new Projection.KeysOnly();
    return new Projection.Include(
        fields.get(INCLUDED) instanceof Value.TextSet(var attributes) ? attributes : Set.of());
  }

  private static Value key(KeySchema key) {
    return new Value.ListOf(key.attributes().stream().map(CatalogForm::attribute).toList());
  }

  private static Value attribute(KeyAttribute attribute) {
    return new Value.MapOf(
        Map.of(NAME, text(attribute.name()), TYPE, text(attribute.type().name())));
  }

  private static KeySchema key(Map<String, Value> fields) {
    var attributes =
        elements(fields, KEY).stream()
            .map(CatalogForm::fields)
            .map(each -> new KeyAttribute(text(each, NAME), KeyType.valueOf(text(each, TYPE))))
            .toList();
    var partitionKeys =
        fields.get(PARTITION_KEYS) instanceof Value.Numeric(var number)
            ? number.intValueExact()
            : 1;
    return new KeySchema(
        attributes.subList(0, partitionKeys), attributes.subList(partitionKeys, attributes.size()));
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }

  private static String text(Map<String, Value> fields, String name) {
    if (fields.get(name) instanceof Value.Text(var text)) return text;
    throw new IllegalStateException(
        "the catalog's entry of a table has no text \"%s\"".formatted(name));
  }

  private static boolean isTrue(Map<String, Value> fields, String name) {
    return fields.get(name) instanceof Value.Bool(var isTrue) && isTrue;
  }

  private static List<Value> elements(Map<String, Value> fields, String name) {
    if (fields.get(name) instanceof Value.ListOf(var elements)) return elements;
    throw new IllegalStateException(
        "the catalog's entry of a table has no list \"%s\"".formatted(name));
  }

  private static Map<String, Value> fields(Value value) {
    if (value instanceof Value.MapOf(var fields)) return fields;
    throw new IllegalStateException("the catalog's entry of a table has a value that is no map");
  }
}
