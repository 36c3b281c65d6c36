package groundswell.dynamodb.tables;

import groundswell.dynamodb.values.Value;

/// The sort keys that a query asks for.
public sealed interface SortRange {
  record All() implements SortRange {}

  record Equal(Value value) implements SortRange {}

  record Less(Value bound) implements SortRange {}

  record LessOrEqual(Value bound) implements SortRange {}

  record Greater(Value bound) implements SortRange {}

  record GreaterOrEqual(Value bound) implements SortRange {}

  /// Inclusive at both ends.
  record Between(Value lower, Value upper) implements SortRange {}

  /// @param prefix text or binary
  record BeginsWith(Value prefix) implements SortRange {}
}
