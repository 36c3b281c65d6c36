package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.expressions.InvalidExpression;
import groundswell.dynamodb.values.AttributeValues;
import groundswell.dynamodb.values.InvalidValue;
import groundswell.dynamodb.values.Item;
import groundswell.dynamodb.values.Value;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How an operation words an invalid value or expression that it finds before it looks at any
/// table. The service's operations differ in this.
enum ValueLayer {
  /// Operations on one item, BatchGetItem and Query.
  BARE,
  /// Scan, BatchWriteItem and the transactions. They name the placeholder of an invalid value.
  NAMED;

  private static final String EMPTY_NAME = "Empty attribute name";

  /// Runs code that may find an invalid value or expression.
  <T> T check(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (InvalidValue | InvalidExpression invalid) {
      throw refusal(invalid.getMessage());
    }
  }

  Item item(Map<String, AttributeValue> attributes) {
    if (attributes.containsKey("")) throw refusal(EMPTY_NAME);
    Item item;
    try {
      item = AttributeValues.item(attributes);
    } catch (InvalidValue invalid) {
      throw refusal(invalid.getMessage());
    }
    for (var value : item.attributes().values()) if (!isNamed(value)) throw refusal(EMPTY_NAME);
    return item;
  }

  /// Whether every attribute inside a value has a name.
  private static boolean isNamed(Value value) {
    return switch (value) {
      case Value.MapOf(var attributes) ->
          !attributes.containsKey("") && attributes.values().stream().allMatch(ValueLayer::isNamed);
      case Value.ListOf(var elements) -> elements.stream().allMatch(ValueLayer::isNamed);
      case Value.Text _,
          Value.Numeric _,
          Value.Binary _,
          Value.Bool _,
          Value.Null _,
          Value.TextSet _,
          Value.NumberSet _,
          Value.BinarySet _ ->
          true;
    };
  }

  /// The value of a placeholder.
  Value expressionValue(String key, AttributeValue given) {
    Value value;
    try {
      value = AttributeValues.value(given);
    } catch (InvalidValue invalid) {
      throw refusalOfExpressionValue(invalid.getMessage(), key);
    }
    if (!isNamed(value)) throw refusalOfExpressionValue(EMPTY_NAME, key);
    return value;
  }

  RuntimeException refusal(@Nullable String message) {
    return Errors.validation(String.valueOf(message));
  }

  private RuntimeException refusalOfExpressionValue(@Nullable String message, String key) {
    return refusal(
        this == NAMED
            ? "ExpressionAttributeValues contains invalid value: %s for key %s"
                .formatted(message, key)
            : message);
  }
}
