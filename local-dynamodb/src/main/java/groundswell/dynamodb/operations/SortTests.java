package groundswell.dynamodb.operations;

import groundswell.dynamodb.expressions.KeyCondition.Test;
import groundswell.dynamodb.tables.SortRange;
import groundswell.dynamodb.values.Order;
import groundswell.dynamodb.values.Value;

/// A key condition's test of sort keys: as a range to read, and as a test of one key.
final class SortTests {
  private SortTests() {}

  static SortRange range(Test test) {
    return switch (test) {
      case Test.Equal(var value) -> new SortRange.Equal(value);
      case Test.Less(var value) -> new SortRange.Less(value);
      case Test.LessOrEqual(var value) -> new SortRange.LessOrEqual(value);
      case Test.Greater(var value) -> new SortRange.Greater(value);
      case Test.GreaterOrEqual(var value) -> new SortRange.GreaterOrEqual(value);
      case Test.Between(var lower, var upper) -> new SortRange.Between(lower, upper);
      case Test.BeginsWith(var beginning) -> new SortRange.BeginsWith(beginning);
    };
  }

  /// @param key of the same type as the condition's values
  static boolean holds(Test test, Value key) {
    return switch (test) {
      case Test.Equal(var value) -> value.equals(key);
      case Test.Less(var value) -> Order.compare(key, value) < 0;
      case Test.LessOrEqual(var value) -> Order.compare(key, value) <= 0;
      case Test.Greater(var value) -> Order.compare(key, value) > 0;
      case Test.GreaterOrEqual(var value) -> Order.compare(key, value) >= 0;
      case Test.Between(var lower, var upper) ->
          Order.compare(key, lower) >= 0 && Order.compare(key, upper) <= 0;
      case Test.BeginsWith(var beginning) -> beginsWith(key, beginning);
    };
  }

  private static boolean beginsWith(Value key, Value beginning) {
    if (key instanceof Value.Text(var text) && beginning instanceof Value.Text(var prefix))
      return text.startsWith(prefix);
    if (key instanceof Value.Binary(var bytes) && beginning instanceof Value.Binary(var prefix)) {
      var whole = bytes.asByteArrayUnsafe();
      var start = prefix.asByteArrayUnsafe();
      return whole.length >= start.length
          && java.util.Arrays.equals(whole, 0, start.length, start, 0, start.length);
    }
    return false;
  }
}
