package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.expressions.InvalidExpression;
import groundswell.dynamodb.values.AttributeValues;
import groundswell.dynamodb.values.InvalidValue;
import groundswell.dynamodb.values.Item;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How an operation words the refusal of a value or an expression that it finds before it looks at
/// any table. The service's operations differ in this.
enum ValueLayer {
  /// Those on one item, BatchGetItem and Query.
  BARE,
  /// Scan, BatchWriteItem and the transactions, which name the key of an expression's value.
  NAMED;

  /// Runs what may find an invalid value or expression.
  <T> T check(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (InvalidValue | InvalidExpression invalid) {
      throw refusal(invalid.getMessage());
    }
  }

  Item item(Map<String, AttributeValue> attributes) {
    try {
      return AttributeValues.item(attributes);
    } catch (InvalidValue invalid) {
      throw refusal(invalid.getMessage());
    }
  }

  RuntimeException refusal(@Nullable String message) {
    return Errors.validation(String.valueOf(message));
  }

  RuntimeException refusalOfExpressionValue(@Nullable String message, String key) {
    return refusal(
        this == NAMED
            ? "ExpressionAttributeValues contains invalid value: %s for key %s"
                .formatted(message, key)
            : message);
  }
}
