package groundswell.dynamodb.expressions;

import groundswell.dynamodb.schema.TableDefinition.KeyAttribute;
import groundswell.dynamodb.schema.TableDefinition.KeySchema;
import groundswell.dynamodb.values.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Which items of a table or index a query reads: one partition, and of it perhaps a range.
///
/// developerguide/Query.KeyConditionExpressions.html
///
/// @param conditions one or two, in the order of the text
public record KeyCondition(List<On> conditions) {
  private static final int CONDITIONS_MAX = 2;

  /// A condition on one attribute.
  public record On(String attribute, Test test) {}

  /// What a key must be.
  public sealed interface Test {
    record Equal(Value value) implements Test {}

    record Less(Value value) implements Test {}

    record LessOrEqual(Value value) implements Test {}

    record Greater(Value value) implements Test {}

    record GreaterOrEqual(Value value) implements Test {}

    /// Both bounds belong to the range.
    record Between(Value lower, Value upper) implements Test {}

    record BeginsWith(Value beginning) implements Test {}

    /// What the key is compared with.
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

  /// The condition with its parts told by a key schema.
  ///
  /// @param sort empty if the query reads the whole partition
  public record Selection(Value partition, Optional<Test> sort) {}

  /// Tells partition key and sort key apart.
  ///
  /// @throws InvalidExpression if the condition does not fit the schema
  public Selection of(KeySchema schema) {
    if (conditions.size() > CONDITIONS_MAX)
      throw new InvalidExpression("Conditions can be of length 1 or 2 only");
    requireOnePerKey();
    var partition = on(schema.partitionKey()).orElseThrow(() -> missing(schema.partitionKey()));
    var sort = schema.sortKey().flatMap(this::on);
    if (conditions.size() == CONDITIONS_MAX && sort.isEmpty())
      throw schema.sortKey().map(KeyCondition::missing).orElseGet(KeyCondition::notSupported);
    if (!(partition instanceof Test.Equal(var value))) throw notSupported();
    return new Selection(value, sort);
  }

  private void requireOnePerKey() {
    var attributes = new HashSet<String>();
    for (var condition : conditions) {
      if (!attributes.add(condition.attribute()))
        throw new InvalidExpression(
            "KeyConditionExpressions must only contain one condition per key");
    }
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
