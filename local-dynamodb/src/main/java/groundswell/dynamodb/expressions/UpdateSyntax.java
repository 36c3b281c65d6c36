package groundswell.dynamodb.expressions;

import java.util.List;

/// The syntax of an update, in the order of the text.
///
/// The language: developerguide/Expressions.UpdateExpressions.html
record UpdateSyntax(List<Action> actions) {
  sealed interface Action {
    OperandSyntax.Path path();
  }

  record Set(OperandSyntax.Path path, Assigned value) implements Action {}

  record Remove(OperandSyntax.Path path) implements Action {}

  record Add(OperandSyntax.Path path, OperandSyntax.ValueReference value) implements Action {}

  record Delete(OperandSyntax.Path path, OperandSyntax.ValueReference value) implements Action {}

  /// The right-hand side of a SET action.
  sealed interface Assigned {
    record Operand(OperandSyntax operand) implements Assigned {}

    record Sum(OperandSyntax left, OperandSyntax right) implements Assigned {}

    record Difference(OperandSyntax left, OperandSyntax right) implements Assigned {}
  }
}
