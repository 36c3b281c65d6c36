package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.expressions.Condition;
import groundswell.dynamodb.tables.WriteOutcome;
import groundswell.dynamodb.values.AttributeValues;
import groundswell.dynamodb.values.Item;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Conditions of writes:
/// developerguide/Expressions.ConditionExpressions.html
final class Conditions {
  private Conditions() {}

  /// A missing item has no attributes.
  static boolean hold(Optional<Condition> condition, Optional<Item> item) {
    return condition.isEmpty() || condition.get().test(item.orElse(Item.EMPTY));
  }

  static RuntimeException failed(WriteOutcome.Refused refused, @Nullable String returned) {
    var item =
        "ALL_OLD".equals(returned)
            ? refused.before().map(AttributeValues::toSdk).orElse(null)
            : null;
    return switch (refused.code()) {
      case "TransactionConflict" -> Errors.transactionConflict();
      default -> Errors.conditionalCheckFailed(item);
    };
  }
}
