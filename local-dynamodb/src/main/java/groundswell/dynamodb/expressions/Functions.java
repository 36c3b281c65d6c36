package groundswell.dynamodb.expressions;

import groundswell.dynamodb.values.Order;
import groundswell.dynamodb.values.Value;
import org.jspecify.annotations.Nullable;

/// How conditions compare values, and what their functions return. An absent value is null; no
/// comparison but `<>` is true of it.
///
/// developerguide/Expressions.OperatorsAndFunctions.html
final class Functions {
  private Functions() {}

  static boolean compare(
      ConditionSyntax.Comparator comparator, @Nullable Value left, @Nullable Value right) {
    if (left == null || right == null) return comparator == ConditionSyntax.Comparator.NOT_EQUAL;
    return switch (comparator) {
      case EQUAL -> left.equals(right);
      case NOT_EQUAL -> !left.equals(right);
      case LESS -> Order.areComparable(left, right) && Order.compare(left, right) < 0;
      case LESS_OR_EQUAL -> Order.areComparable(left, right) && Order.compare(left, right) <= 0;
      case GREATER -> Order.areComparable(left, right) && Order.compare(left, right) > 0;
      case GREATER_OR_EQUAL -> Order.areComparable(left, right) && Order.compare(left, right) >= 0;
    };
  }

  static boolean isBetween(@Nullable Value value, @Nullable Value lower, @Nullable Value upper) {
    return compare(ConditionSyntax.Comparator.LESS_OR_EQUAL, lower, value)
        && compare(ConditionSyntax.Comparator.LESS_OR_EQUAL, value, upper);
  }

  static boolean beginsWith(@Nullable Value value, @Nullable Value beginning) {
    if (value instanceof Value.Text(var text) && beginning instanceof Value.Text(var start))
      return text.startsWith(start);
    return value instanceof Value.Binary(var bytes)
        && beginning instanceof Value.Binary(var start)
        && isAt(bytes.asByteArrayUnsafe(), 0, start.asByteArrayUnsafe());
  }

  /// Whether a text or binary contains a part, or a set or list a member.
  static boolean contains(@Nullable Value container, @Nullable Value sought) {
    if (container == null || sought == null) return false;
    return switch (container) {
      case Value.Text(var text) -> sought instanceof Value.Text(var part) && text.contains(part);
      case Value.Binary(var bytes) ->
          sought instanceof Value.Binary(var part)
              && hasPart(bytes.asByteArrayUnsafe(), part.asByteArrayUnsafe());
      case Value.TextSet(var texts) ->
          sought instanceof Value.Text(var text) && texts.contains(text);
      case Value.NumberSet(var numbers) ->
          sought instanceof Value.Numeric(var number) && numbers.contains(number);
      case Value.BinarySet(var elements) ->
          sought instanceof Value.Binary(var bytes) && elements.contains(bytes);
      case Value.ListOf(var elements) -> elements.contains(sought);
      case Value.Numeric _, Value.Bool _, Value.Null _, Value.MapOf _ -> false;
    };
  }

  /// The length: a text in characters, binary in bytes, a set, list or map in elements.
  ///
  /// @return null if the value has no size
  static @Nullable Value size(@Nullable Value value) {
    return switch (value) {
      case null -> null;
      case Value.Text(var text) -> Value.Numeric.of(text.length());
      case Value.Binary(var bytes) -> Value.Numeric.of(bytes.asByteArrayUnsafe().length);
      case Value.TextSet(var texts) -> Value.Numeric.of(texts.size());
      case Value.NumberSet(var numbers) -> Value.Numeric.of(numbers.size());
      case Value.BinarySet(var elements) -> Value.Numeric.of(elements.size());
      case Value.ListOf(var elements) -> Value.Numeric.of(elements.size());
      case Value.MapOf(var attributes) -> Value.Numeric.of(attributes.size());
      case Value.Numeric _, Value.Bool _, Value.Null _ -> null;
    };
  }

  static boolean hasSize(Value.Type type) {
    return type != Value.Type.N && type != Value.Type.BOOL && type != Value.Type.NULL;
  }

  private static boolean hasPart(byte[] whole, byte[] part) {
    for (var start = 0; start <= whole.length - part.length; start++) {
      if (isAt(whole, start, part)) return true;
    }
    return false;
  }

  private static boolean isAt(byte[] whole, int start, byte[] part) {
    if (whole.length - start < part.length) return false;
    for (var at = 0; at < part.length; at++) {
      if (whole[start + at] != part[at]) return false;
    }
    return true;
  }
}
