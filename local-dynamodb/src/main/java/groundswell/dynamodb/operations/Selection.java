package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition;
import groundswell.dynamodb.schema.TableDefinition.IndexDefinition.Scope;
import groundswell.dynamodb.schema.TableDefinition.Projection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which attributes a query or scan answers with:
/// APIReference/API_Query.html#DDB-Query-request-Select
enum Selection {
  /// Those that the table has, or that the index holds.
  ALL,
  /// Those of the table's item, though an index is read that may hold fewer.
  ALL_OF_TABLE,
  /// Those that the projection names.
  SPECIFIC,
  /// None: only how many items there are.
  COUNT;

  /// @param select as the request has it
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

  /// A global index answers with what it holds; a local one has the rest fetched from the table.
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
