package groundswell.dynamodb.expressions;

import groundswell.dynamodb.expressions.OperandSyntax.Step;
import groundswell.dynamodb.expressions.UpdateSyntax.Assigned;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Refuses what is wrong whatever the placeholders mean, in the order of the text: reserved words,
/// list indexes, unknown or misplaced functions, too many operators.
final class SyntaxCheck {
  /// developerguide/Constraints.html, "Operators in an expression"
  private static final int OPERATORS_MAX = 300;

  private static final Map<String, Integer> TESTS =
      Map.of(
          "attribute_exists", 1,
          "attribute_not_exists", 1,
          "attribute_type", 2,
          "begins_with", 2,
          "contains", 2);
  private static final String SIZE = "size";
  private static final String LIST_APPEND = "list_append";
  private static final Set<String> UPDATE_FUNCTIONS = Set.of("if_not_exists", LIST_APPEND);

  private int operators;

  private SyntaxCheck() {}

  static ConditionSyntax checked(ConditionSyntax condition) {
    var check = new SyntaxCheck();
    check.condition(condition);
    check.requireFewOperators();
    return condition;
  }

  static List<OperandSyntax.Path> checked(List<OperandSyntax.Path> projection) {
    projection.forEach(SyntaxCheck::path);
    return projection;
  }

  static UpdateSyntax checked(UpdateSyntax update) {
    var check = new SyntaxCheck();
    for (var action : update.actions()) {
      path(action.path());
      if (action instanceof UpdateSyntax.Set(_, var value)) check.assigned(value);
    }
    check.requireFewOperators();
    return update;
  }

  private void condition(ConditionSyntax condition) {
    switch (condition) {
      case ConditionSyntax.Or(var left, var right) -> both(left, right);
      case ConditionSyntax.And(var left, var right) -> both(left, right);
      case ConditionSyntax.Not(var inner) -> {
        operators++;
        condition(inner);
      }
      case ConditionSyntax.Comparison(_, var left, var right) -> operands(List.of(left, right));
      case ConditionSyntax.Between(var operand, var lower, var upper) ->
          operands(List.of(operand, lower, upper));
      case ConditionSyntax.In(var operand, var candidates) -> {
        operands(List.of(operand));
        candidates.forEach(this::operand);
      }
      case ConditionSyntax.Test(var call) -> {
        if (!TESTS.containsKey(call.function())) throw outOfPlaceInCondition(call.function());
        requireOperands(call, TESTS.get(call.function()));
        operands(call.arguments());
      }
    }
  }

  private void both(ConditionSyntax left, ConditionSyntax right) {
    condition(left);
    operators++;
    condition(right);
  }

  private void operands(List<OperandSyntax> operands) {
    operators++;
    operands.forEach(this::operand);
  }

  private void operand(OperandSyntax operand) {
    switch (operand) {
      case OperandSyntax.Path path -> path(path);
      case OperandSyntax.ValueReference _ -> {}
      case OperandSyntax.Call call -> {
        if (!call.function().equals(SIZE)) throw outOfPlaceInCondition(call.function());
        requireOperands(call, 1);
        operands(call.arguments());
      }
    }
  }

  private void assigned(Assigned value) {
    switch (value) {
      case Assigned.Operand(var operand) -> updateOperand(operand, true);
      case Assigned.Sum(var left, var right) -> calculation(left, right);
      case Assigned.Difference(var left, var right) -> calculation(left, right);
    }
  }

  private void calculation(OperandSyntax left, OperandSyntax right) {
    operators++;
    updateOperand(left, true);
    updateOperand(right, true);
  }

  private void updateOperand(OperandSyntax operand, boolean isOutermost) {
    switch (operand) {
      case OperandSyntax.Path path -> path(path);
      case OperandSyntax.ValueReference _ -> {}
      case OperandSyntax.Call(var function, var arguments) -> {
        operators++;
        if (!UPDATE_FUNCTIONS.contains(function)) throw outOfPlaceInUpdate(function);
        if (function.equals(LIST_APPEND) && !isOutermost) throw misplaced(function);
        arguments.forEach(argument -> updateOperand(argument, false));
      }
    }
  }

  private static void path(OperandSyntax.Path path) {
    for (var step : path.steps()) {
      switch (step) {
        case Step.Name(var name) -> {
          if (ReservedWords.contains(name))
            throw new InvalidExpression(
                "Attribute name is a reserved keyword; reserved keyword: " + name);
        }
        case Step.NameReference _ -> {}
        case Step.Index index -> index.position();
      }
    }
  }

  static void requireOperands(OperandSyntax.Call call, int expected) {
    if (call.arguments().size() != expected)
      throw new InvalidExpression(
          "Incorrect number of operands for operator or function; operator or function: %s, number of operands: %d"
              .formatted(call.function(), call.arguments().size()));
  }

  private void requireFewOperators() {
    if (operators > OPERATORS_MAX)
      throw new InvalidExpression(
          "The expression contains too many operators; operator count: " + operators);
  }

  private static InvalidExpression outOfPlaceInCondition(String function) {
    if (UPDATE_FUNCTIONS.contains(function))
      return new InvalidExpression(
          "The function is not allowed in a condition expression; function: " + function);
    return isKnown(function) ? misplaced(function) : unknown(function);
  }

  private static InvalidExpression outOfPlaceInUpdate(String function) {
    if (!isKnown(function)) return unknown(function);
    return new InvalidExpression(
        "The function is not allowed in an update expression; function: " + function);
  }

  private static InvalidExpression misplaced(String function) {
    return new InvalidExpression(
        "The function is not allowed to be used this way in an expression; function: " + function);
  }

  private static InvalidExpression unknown(String function) {
    return new InvalidExpression("Invalid function name; function: " + function);
  }

  private static boolean isKnown(String function) {
    return TESTS.containsKey(function)
        || UPDATE_FUNCTIONS.contains(function)
        || function.equals(SIZE);
  }
}
