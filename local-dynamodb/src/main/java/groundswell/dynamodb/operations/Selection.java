package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition.Scope;
import groundswell.dynamodb.schema.TableDefinition.Projection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which attributes a query or scan returns:
/// APIReference/API_Query.html#DDB-Query-request-Select
enum Selection {
  /// All that the table has, or that the index holds.
  ALL,
  /// All of the table's item, even if the query reads an index that holds fewer.
  ALL_OF_TABLE,
  /// Those in the projection.
  SPECIFIC,
  /// None: only the number of items.
  COUNT;

  /// @param select as in the request
  /// @param refusal how the operation words what is wrong with it
  static Selection of(
      @Nullable String select,
      boolean hasProjection,
      boolean hasIndex,
      Function<String, RuntimeException> refusal) {
    if (select == null) return hasProjection ? SPECIFIC : ALL;
    if (hasProjection && !select.equals("SPECIFIC_ATTRIBUTES"))
      throw refusal.apply(
          "Cannot specify the ProjectionExpression when choosing to get "
              + (select.equals("COUNT") ? "only the Count" : select));
    return switch (select) {
      case "COUNT" -> COUNT;
      case "ALL_ATTRIBUTES" -> hasIndex ? ALL_OF_TABLE : ALL;
      case "ALL_PROJECTED_ATTRIBUTES" -> {
        if (!hasIndex)
          throw refusal.apply(
              "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        yield ALL;
      }
      default -> {
        if (!hasProjection)
          throw refusal.apply(
              "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                  + " SPECIFIC_ATTRIBUTES");
        yield SPECIFIC;
      }
    };
  }

  /// A global index returns only what it holds; for a local one the rest is fetched from the table.
  void check(@Nullable IndexDefinition index) {
    if (this == ALL_OF_TABLE
        && index != null
        && index.scope() == Scope.GLOBAL
        && !(index.projection() instanceof Projection.All))
      throw Errors.validation(
          "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index %s because its projection type is not ALL"
              .formatted(index.name()));
  }
}
