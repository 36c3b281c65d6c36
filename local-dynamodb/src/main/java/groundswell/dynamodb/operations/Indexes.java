package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.expressions.Projection;
import groundswell.dynamodb.schema.TableDefinition;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition.Scope;
import groundswell.dynamodb.tables.Index;
import groundswell.dynamodb.tables.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The index that a query or scan reads:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/SecondaryIndexes.html>.
final class Indexes {
  private Indexes() {}

  /// @return null if the request reads the table itself
  static @Nullable IndexDefinition find(Table table, @Nullable String name) {
    if (name == null) return null;
    var index =
        table
            .index(name)
            .orElseThrow(
                () -> Errors.validation("The table does not have the specified index: " + name));
    if (index.status() == Index.Status.BUILDING)
      throw Errors.validation("Cannot read from backfilling global secondary index: " + name);
    return index.definition();
  }

  static void checkRead(@Nullable IndexDefinition index, boolean isConsistent) {
    if (isConsistent && index != null && index.scope() == Scope.GLOBAL)
      throw Errors.validation("Consistent reads are not supported on global secondary indexes");
  }

  /// A global index returns only what it holds.
  static void checkHeld(
      @Nullable IndexDefinition index, Table table, Optional<Projection> projection) {
    if (index == null || index.scope() != Scope.GLOBAL || projection.isEmpty()) return;
    if (index.projection() instanceof TableDefinition.Projection.All) return;
    var held = PageReader.held(index, table.definition());
    var missing =
        projection.get().references().attributes().stream()
            .filter(name -> !held.contains(name))
            .toList();
    if (!missing.isEmpty())
      throw Errors.validation(
          "One or more parameter values were invalid: Global secondary index %s does not project %s"
              .formatted(index.name(), missing));
  }
}
