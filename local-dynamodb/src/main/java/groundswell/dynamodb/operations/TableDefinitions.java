package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.schema.TableDefinition;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition;
import groundswell.dynamodb.schema.TableDefinition.KeyAttribute;
import groundswell.dynamodb.schema.TableDefinition.KeySchema;
import groundswell.dynamodb.schema.TableDefinition.KeyType;
import groundswell.dynamodb.schema.TableDefinition.Projection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/// Reads keys and indexes from requests, and refuses those that do not fit together.
///
/// The rules are those of
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html> and of
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html>.
final class TableDefinitions {
  static final int LOCAL_INDEXES_MAX = 5;
  static final int GLOBAL_INDEXES_MAX = 20;

  /// For a global index's partition keys, and again for its sort keys.
  static final int GLOBAL_KEY_ATTRIBUTES_MAX = 4;
  private static final int PROJECTED_ATTRIBUTES_MAX = 100;
  private static final String INVALID = "One or more parameter values were invalid: ";

  private final Map<String, KeyType> types = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

  TableDefinitions(Collection<AttributeDefinition> attributes) {
    for (var attribute : attributes) {
      var type = KeyType.valueOf(attribute.attributeTypeAsString());
      if (types.put(attribute.attributeName(), type) != null)
        throw invalid("Cannot define attribute %s twice".formatted(attribute.attributeName()));
    }
  }

  static TableDefinition of(String name, CreateTableRequest request) {
    var attributes = new TableDefinitions(request.attributeDefinitions());
    var key = attributes.tableKey(request.keySchema());
    var indexes = new ArrayList<IndexDefinition>();
    if (request.hasLocalSecondaryIndexes()) indexes.addAll(attributes.local(request, key));
    if (request.hasGlobalSecondaryIndexes()) indexes.addAll(attributes.global(request));
    attributes.checkNames(indexes);
    attributes.checkAllUsed(indexes.isEmpty());
    attributes.checkProjectedAttributes(indexes);
    return new TableDefinition(name, key, List.copyOf(indexes));
  }

  private KeySchema tableKey(List<KeySchemaElement> schema) {
    if (schema.size() > types.size())
      throw Errors.validation("Invalid KeySchema: Some index key attribute have no definition");
    return key(schema, 1);
  }

  private List<IndexDefinition> local(CreateTableRequest request, KeySchema table) {
    if (request.localSecondaryIndexes().isEmpty())
      throw invalid("List of LocalSecondaryIndexes is empty");
    if (table.sortKey().isEmpty())
      throw invalid(
          "Table KeySchema does not have a range key, which is required when specifying a"
              + " LocalSecondaryIndex");
    if (request.localSecondaryIndexes().size() > LOCAL_INDEXES_MAX)
      throw invalid("Number of LocalSecondaryIndexes exceeds per-table limit of 5");
    return request.localSecondaryIndexes().stream()
        .map(index -> local(IndexRequest.of(index), table))
        .toList();
  }

  private IndexDefinition local(IndexRequest request, KeySchema table) {
    var index = index(request);
    if (index.key().sortKey().isEmpty())
      throw invalid("Index KeySchema does not have a range key for index: " + index.name());
    var partitionKey = index.key().partitionKey().name();
    if (!partitionKey.equals(table.partitionKey().name()))
      throw invalid(
          "Index KeySchema does not have the same leading hash key as table KeySchema for index: %s. index hash key: %s, table hash key: %s"
              .formatted(index.name(), partitionKey, table.partitionKey().name()));
    return index;
  }

  private List<IndexDefinition> global(CreateTableRequest request) {
    if (request.globalSecondaryIndexes().isEmpty())
      throw invalid("List of GlobalSecondaryIndexes is empty");
    if (request.globalSecondaryIndexes().size() > GLOBAL_INDEXES_MAX)
      throw invalid("GlobalSecondaryIndex count exceeds the per-table limit of 20");
    return request.globalSecondaryIndexes().stream()
        .map(index -> index(IndexRequest.of(index)))
        .toList();
  }

  IndexDefinition index(IndexRequest request) {
    var attributesMax =
        switch (request.scope()) {
          case GLOBAL -> GLOBAL_KEY_ATTRIBUTES_MAX;
          case LOCAL -> 1;
        };
    return new IndexDefinition(
        request.name(),
        request.scope(),
        key(request.key(), attributesMax),
        projection(request.projection()));
  }

  /// @param attributesMax the most partition keys, and the most sort keys
  private KeySchema key(List<KeySchemaElement> schema, int attributesMax) {
    var names = schema.stream().map(KeySchemaElement::attributeName).toList();
    if (!types.keySet().containsAll(names))
      throw invalid(
          "Some index key attributes are not defined in AttributeDefinitions. Keys: [%s], AttributeDefinitions: [%s]"
              .formatted(String.join(", ", names), String.join(", ", types.keySet())));
    if (new HashSet<>(names).size() < names.size())
      throw Errors.validation(
          "Both the Hash Key and the Range Key element in the KeySchema have the same name");
    if (!schema.getFirst().keyTypeAsString().equals("HASH"))
      throw Errors.validation(
          "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    if (attributesMax == 1 && schema.size() > 1 && !isRange(schema.get(1)))
      throw Errors.validation(
          "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
    var partitionKeys = (int) schema.stream().takeWhile(element -> !isRange(element)).count();
    var sortKeys = schema.size() - partitionKeys;
    if (schema.stream().filter(TableDefinitions::isRange).count() != sortKeys)
      throw Errors.validation(
          "Invalid KeySchema: Every HASH KeySchemaElement must come before the first RANGE"
              + " KeySchemaElement");
    if (partitionKeys > attributesMax || sortKeys > attributesMax)
      throw Errors.validation(
          "Invalid KeySchema: There may be at most %d KeySchemaElements of each key type; HASH: %d, RANGE: %d"
              .formatted(attributesMax, partitionKeys, sortKeys));
    used.addAll(names);
    var attributes = names.stream().map(this::attribute).toList();
    return new KeySchema(
        attributes.subList(0, partitionKeys), attributes.subList(partitionKeys, schema.size()));
  }

  private static boolean isRange(KeySchemaElement element) {
    return element.keyTypeAsString().equals("RANGE");
  }

  private KeyAttribute attribute(String name) {
    var type = types.get(name);
    if (type == null) throw new IllegalArgumentException("no attribute " + name);
    return new KeyAttribute(name, type);
  }

  private static Projection projection(
      software.amazon.awssdk.services.dynamodb.model.Projection projection) {
    var type = projection.projectionTypeAsString();
    if (type == null) throw invalid("Unknown ProjectionType: null");
    if (projection.hasNonKeyAttributes() && !type.equals("INCLUDE"))
      throw invalid("ProjectionType is %s, but NonKeyAttributes is specified".formatted(type));
    if (!projection.hasNonKeyAttributes() && type.equals("INCLUDE"))
      throw invalid("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
    return switch (type) {
      case "ALL" -> new Projection.All();
      case "KEYS_ONLY" -> new Projection.KeysOnly();
      default -> new Projection.Include(new TreeSet<>(projection.nonKeyAttributes()));
    };
  }

  private void checkNames(List<IndexDefinition> indexes) {
    var names = new HashSet<String>();
    for (var index : indexes)
      if (!names.add(index.name())) throw invalid("Duplicate index name: " + index.name());
  }

  private void checkAllUsed(boolean hasNoIndex) {
    if (used.containsAll(types.keySet())) return;
    if (hasNoIndex)
      throw invalid(
          "Number of attributes in KeySchema does not exactly match number of attributes defined in"
              + " AttributeDefinitions");
    throw invalid(
        "Some AttributeDefinitions are not used. AttributeDefinitions: [%s], keys used: [%s]"
            .formatted(String.join(", ", types.keySet()), String.join(", ", used)));
  }

  private void checkProjectedAttributes(List<IndexDefinition> indexes) {
    var count = 0;
    for (var index : indexes)
      if (index.projection() instanceof Projection.Include(var attributes))
        count += attributes.size();
    if (count > PROJECTED_ATTRIBUTES_MAX)
      throw invalid(
          "Total number of attributes projected into all indexes exceeds the limit of 100");
  }

  /// The key attributes of the table and of all its indexes.
  static Set<String> keyAttributes(TableDefinition table) {
    var names = new LinkedHashSet<>(Keys.names(table.key()));
    table.indexes().forEach(index -> names.addAll(Keys.names(index.key())));
    return names;
  }

  private static RuntimeException invalid(String message) {
    return Errors.validation(INVALID + message);
  }
}
