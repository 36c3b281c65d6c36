package groundswell.dynamodb.expressions;

import groundswell.dynamodb.expressions.ConditionSyntax.Comparator;
import groundswell.dynamodb.expressions.KeyCondition.Test;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/// Turns a condition into a key condition: comparisons of attributes with values, joined by AND.
final class KeyConditionReader {
  private final Placeholders placeholders;
  private final List<KeyCondition.On> conditions = new ArrayList<>();

  private KeyConditionReader(Placeholders placeholders) {
    this.placeholders = placeholders;
  }

  static KeyCondition read(ConditionSyntax syntax, Placeholders placeholders) {
    var reader = new KeyConditionReader(placeholders);
    reader.condition(syntax);
    reader.requireOnePerKey();
    return new KeyCondition(List.copyOf(reader.conditions));
  }

  private void requireOnePerKey() {
    var attributes = new HashSet<String>();
    for (var condition : conditions) {
      if (!attributes.add(condition.attribute()))
        throw new InvalidExpression(
            "Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key");
    }
  }

  private void condition(ConditionSyntax syntax) {
    switch (syntax) {
      case ConditionSyntax.And(var left, var right) -> {
        condition(left);
        condition(right);
      }
      case ConditionSyntax.Comparison(var comparator, var left, var right) ->
          comparison(comparator, left, right);
      case ConditionSyntax.Between(var operand, var lower, var upper) ->
          on(
              "BETWEEN",
              operand,
              List.of(lower, upper),
              values -> new Test.Between(values.getFirst(), values.getLast()));
      case ConditionSyntax.Test(var call) when call.function().equals("begins_with") ->
          on(
              "begins_with",
              call.arguments().getFirst(),
              List.of(call.arguments().getLast()),
              values -> new Test.BeginsWith(values.getFirst()));
      case ConditionSyntax.Test(var call) -> throw invalidOperator(call.function());
      case ConditionSyntax.Or _ -> throw invalidOperator("OR");
      case ConditionSyntax.Not _ -> throw invalidOperator("NOT");
      case ConditionSyntax.In _ -> throw invalidOperator("IN");
    }
  }

  private void comparison(Comparator comparator, OperandSyntax left, OperandSyntax right) {
    if (comparator == Comparator.NOT_EQUAL) throw invalidOperator(comparator.sign());
    requireFlat(left, right);
    if (left instanceof OperandSyntax.Path && right instanceof OperandSyntax.Path)
      throw invalid("Multiple attribute names used in one condition");
    if (left instanceof OperandSyntax.Path path)
      conditions.add(new KeyCondition.On(attribute(path), test(comparator, value(right))));
    else if (right instanceof OperandSyntax.Path path)
      conditions.add(
          new KeyCondition.On(attribute(path), test(comparator.reversed(), value(left))));
    else throw invalid("No key attribute specified");
  }

  private static Test test(Comparator comparator, Value value) {
    return switch (comparator) {
      case EQUAL -> new Test.Equal(value);
      case LESS -> new Test.Less(value);
      case LESS_OR_EQUAL -> new Test.LessOrEqual(value);
      case GREATER -> new Test.Greater(value);
      case GREATER_OR_EQUAL -> new Test.GreaterOrEqual(value);
      case NOT_EQUAL -> throw new IllegalStateException("refused before");
    };
  }

  private void on(
      String operator,
      OperandSyntax first,
      List<OperandSyntax> others,
      Function<List<Value>, Test> test) {
    requireFlat(first);
    requireFlat(others.toArray(OperandSyntax[]::new));
    if (!(first instanceof OperandSyntax.Path path))
      throw invalid(operator + " operator must have the key attribute as its first operand");
    var attribute = attribute(path);
    conditions.add(
        new KeyCondition.On(attribute, test.apply(others.stream().map(this::value).toList())));
  }

  private String attribute(OperandSyntax.Path path) {
    if (path.steps().size() > 1)
      throw new InvalidExpression(
          "KeyConditionExpressions cannot have conditions on nested attributes");
    return DocumentPath.of(path, placeholders).attribute();
  }

  private Value value(OperandSyntax operand) {
    if (operand instanceof OperandSyntax.ValueReference(var reference))
      return placeholders.value(reference);
    throw invalid("Multiple attribute names used in one condition");
  }

  private static void requireFlat(OperandSyntax... operands) {
    for (var operand : operands) {
      if (operand instanceof OperandSyntax.Call)
        throw new InvalidExpression("KeyConditionExpressions cannot contain nested operations");
    }
  }

  private static InvalidExpression invalidOperator(String operator) {
    return new InvalidExpression("Invalid operator used in KeyConditionExpression: " + operator);
  }

  private static InvalidExpression invalid(String problem) {
    return new InvalidExpression("Invalid condition in KeyConditionExpression: " + problem);
  }
}
