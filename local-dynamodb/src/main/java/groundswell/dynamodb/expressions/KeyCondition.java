package groundswell.dynamodb.expressions;

import groundswell.dynamodb.schema.TableDefinition.KeyAttribute;
import groundswell.dynamodb.schema.TableDefinition.KeySchema;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which items a query reads from a table or index: one partition, or a range of it.
///
/// developerguide/Query.KeyConditionExpressions.html
///
/// @param conditions on one attribute each, in the order of the text
public record KeyCondition(List<On> conditions) {
  /// A condition on one attribute.
  public record On(String attribute, Test test) {}

  /// What a condition requires of a key.
  public sealed interface Test {
    record Equal(Value value) implements Test {}

    record Less(Value value) implements Test {}

    record LessOrEqual(Value value) implements Test {}

    record Greater(Value value) implements Test {}

    record GreaterOrEqual(Value value) implements Test {}

    /// Inclusive at both ends.
    record Between(Value lower, Value upper) implements Test {}

    record BeginsWith(Value beginning) implements Test {}

    /// The values that the key is compared with.
    default List<Value> values() {
      return switch (this) {
        case Equal(var value) -> List.of(value);
        case Less(var value) -> List.of(value);
        case LessOrEqual(var value) -> List.of(value);
        case Greater(var value) -> List.of(value);
        case GreaterOrEqual(var value) -> List.of(value);
        case Between(var lower, var upper) -> List.of(lower, upper);
        case BeginsWith(var beginning) -> List.of(beginning);
      };
    }
  }

  /// The condition, split by a key schema.
  ///
  /// @param partition the value of each partition key
  /// @param equal the values of the first sort keys, before the one that `sort` tests
  /// @param sort empty if the query reads everything that matches these
  public record Selection(List<Value> partition, List<Value> equal, Optional<Test> sort) {
    public Selection(Value partition, Optional<Test> sort) {
      this(List.of(partition), List.of(), sort);
    }

    /// The common start of all matching keys.
    public List<Value> beginning() {
      return Stream.concat(partition.stream(), equal.stream()).toList();
    }
  }

  /// Assigns the conditions to partition keys and sort keys.
  ///
  /// @throws InvalidExpression if the condition does not fit the schema
  public Selection of(KeySchema schema) {
    var attributes = schema.attributes();
    if (conditions.size() > attributes.size())
      throw new InvalidExpression(
          "The number of query conditions (%d) exceeds the number of key attributes defined in the schema (%d)"
              .formatted(conditions.size(), attributes.size()));
    var partition = schema.partitionKeys().stream().map(this::required).toList();
    var sort = schema.sortKeys().stream().map(this::on).toList();
    requireAllOnKeys(attributes);
    var tested = requireNoGap(schema.sortKeys(), sort);
    return new Selection(
        partition.stream().map(KeyCondition::equalTo).toList(),
        sort.stream().limit(Math.max(0, tested)).map(test -> equalTo(test.orElseThrow())).toList(),
        tested < 0 ? Optional.empty() : sort.get(tested));
  }

  private Test required(KeyAttribute key) {
    return on(key).orElseThrow(() -> missing(key));
  }

  private void requireAllOnKeys(List<KeyAttribute> keys) {
    var names = keys.stream().map(KeyAttribute::name).toList();
    if (conditions.stream().allMatch(condition -> names.contains(condition.attribute()))) return;
    throw keys.stream()
        .filter(key -> on(key).isEmpty())
        .findFirst()
        .map(KeyCondition::missing)
        .orElseGet(KeyCondition::notSupported);
  }

  /// All sort keys before the last one with a condition need an equality condition.
  ///
  /// @return the position of that last one, or -1
  private static int requireNoGap(List<KeyAttribute> keys, List<Optional<Test>> tests) {
    var last = tests.size() - 1;
    while (last >= 0 && tests.get(last).isEmpty()) last--;
    var unequal = new ArrayList<String>();
    for (var at = 0; at < last; at++)
      if (!(tests.get(at).orElse(null) instanceof Test.Equal)) unequal.add(keys.get(at).name());
    if (!unequal.isEmpty())
      throw new InvalidExpression(
          "RANGE key attributes %s must have equality conditions specified in the query because a condition is present on key attribute %s"
              .formatted(String.join(", ", unequal), keys.get(last).name()));
    return last;
  }

  private static Value equalTo(Test test) {
    if (test instanceof Test.Equal(var value)) return value;
    throw notSupported();
  }

  private Optional<Test> on(KeyAttribute key) {
    var test =
        conditions.stream()
            .filter(condition -> condition.attribute().equals(key.name()))
            .map(On::test)
            .findFirst();
    test.ifPresent(present -> requireType(key, present));
    return test;
  }

  private static void requireType(KeyAttribute key, Test test) {
    for (var value : test.values()) {
      if (!value.type().name().equals(key.type().name()))
        throw new InvalidExpression(
            "One or more parameter values were invalid: Condition parameter type does not match schema type");
    }
  }

  private static InvalidExpression missing(KeyAttribute key) {
    return new InvalidExpression("Query condition missed key schema element: " + key.name());
  }

  private static InvalidExpression notSupported() {
    return new InvalidExpression("Query key condition not supported");
  }
}
