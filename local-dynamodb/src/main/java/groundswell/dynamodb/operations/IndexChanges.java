package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition;
import groundswell.dynamodb.tables.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/// The global indexes that a request adds, changes and removes:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html>.
final class IndexChanges {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private final Engine engine;
  private final Table table;
  private final Map<String, GlobalSecondaryIndexDescription> described = new LinkedHashMap<>();
  private final Map<String, AttributeDefinition> attributes = new LinkedHashMap<>();
  private final List<IndexDefinition> added = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();

  /// @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if they do not fit
  ///     the table; then nothing has changed
  IndexChanges(
      Engine engine, Table table, UpdateTableRequest request, TableDescription description) {
    this.engine = engine;
    this.table = table;
    description.globalSecondaryIndexes().forEach(each -> described.put(each.indexName(), each));
    description.attributeDefinitions().forEach(each -> attributes.put(each.attributeName(), each));
    var updates = request.globalSecondaryIndexUpdates();
    if (updates.stream().filter(each -> each.update() == null).count() > 1)
      throw Errors.limitExceeded(
          "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously"
              + " per table");
    var defined = definitions(request.attributeDefinitions());
    var isOnDemand =
        request.billingMode() == null
            ? UpdateTable.isOnDemand(description)
            : request.billingModeAsString().equals("PAY_PER_REQUEST");
    for (var update : updates) {
      if (update.create() != null) add(update, defined, isOnDemand);
      if (update.delete() != null) remove(update.delete().indexName());
      if (update.update() != null) change(update.update());
    }
  }

  static String name(GlobalSecondaryIndexUpdate update) {
    if (update.create() != null) return update.create().indexName();
    if (update.delete() != null) return update.delete().indexName();
    if (update.update() != null) return update.update().indexName();
    throw Errors.validation(
        INVALID
            + "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
            + " GlobalSecondaryIndexUpdate.Delete must not be null");
  }

  /// An attribute that the table already knows keeps its type.
  private List<AttributeDefinition> definitions(List<AttributeDefinition> requested) {
    var defined = new ArrayList<AttributeDefinition>(requested.size());
    for (var attribute : requested) {
      attributes.putIfAbsent(attribute.attributeName(), attribute);
      defined.add(attributes.getOrDefault(attribute.attributeName(), attribute));
    }
    return defined;
  }

  /// @param defined by the request, which has to name every key attribute of a new index
  private void add(
      GlobalSecondaryIndexUpdate update, List<AttributeDefinition> defined, boolean isOnDemand) {
    var index = IndexRequest.of(update.create());
    if (table.index(index.name()).isPresent())
      throw Errors.validation("Attempting to create an index which already exists");
    if (described.size() >= TableDefinitions.GLOBAL_INDEXES_MAX)
      throw Errors.limitExceeded("GlobalSecondaryIndex count exceeds the per-table limit of 20");
    added.add(new TableDefinitions(defined).index(index));
    CreateTable.checkIndexBilling(isOnDemand, index);
    described.put(
        index.name(),
        new NewTable(engine.options())
            .global(table.name(), index, update.create().warmThroughput()));
  }

  private void remove(String name) {
    if (described.remove(name) == null) throw Errors.resourceNotFound();
    removed.add(name);
  }

  private void change(UpdateGlobalSecondaryIndexAction update) {
    var index = described.get(update.indexName());
    if (index == null) throw Errors.resourceNotFound();
    var changed = index.toBuilder();
    if (update.provisionedThroughput() != null)
      changed.provisionedThroughput(
          new UpdateTable(engine)
              .changed(index.provisionedThroughput(), update.provisionedThroughput(), true));
    if (update.onDemandThroughput() != null)
      changed.onDemandThroughput(update.onDemandThroughput());
    described.put(update.indexName(), changed.build());
  }

  void describe(TableDescription.Builder description) {
    if (added.isEmpty() && removed.isEmpty() && described.isEmpty()) return;
    description
        .globalSecondaryIndexes(described.isEmpty() ? null : described.values())
        .attributeDefinitions(usedAttributes());
  }

  private Collection<AttributeDefinition> usedAttributes() {
    var used = TableDefinitions.keyAttributes(table.definition());
    added.forEach(index -> used.addAll(Keys.names(index.key())));
    for (var index : table.definition().indexes())
      if (removed.contains(index.name())) used.removeAll(Keys.names(index.key()));
    for (var index : table.definition().indexes())
      if (!removed.contains(index.name())) used.addAll(Keys.names(index.key()));
    used.addAll(Keys.names(table.definition().key()));
    return attributes.values().stream()
        .filter(each -> used.contains(each.attributeName()))
        .toList();
  }

  void carryOut() {
    added.forEach(index -> engine.database().addIndex(table, index));
    removed.forEach(name -> engine.database().removeIndex(table, name));
  }
}
