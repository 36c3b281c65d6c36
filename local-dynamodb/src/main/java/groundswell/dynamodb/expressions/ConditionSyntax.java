package groundswell.dynamodb.expressions;

import java.util.List;

/// What the text of a condition says.
///
/// The language: developerguide/Expressions.OperatorsAndFunctions.html
sealed interface ConditionSyntax {
  record Or(ConditionSyntax left, ConditionSyntax right) implements ConditionSyntax {}

  record And(ConditionSyntax left, ConditionSyntax right) implements ConditionSyntax {}

  record Not(ConditionSyntax condition) implements ConditionSyntax {}

  record Comparison(Comparator comparator, OperandSyntax left, OperandSyntax right)
      implements ConditionSyntax {}

  record Between(OperandSyntax operand, OperandSyntax lower, OperandSyntax upper)
      implements ConditionSyntax {}

  record In(OperandSyntax operand, List<OperandSyntax> candidates) implements ConditionSyntax {}

  /// A function that is true or false.
  record Test(OperandSyntax.Call call) implements ConditionSyntax {}

  enum Comparator {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String sign;

    Comparator(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }

    /// The equivalent comparator for swapped operands.
    Comparator reversed() {
      return switch (this) {
        case EQUAL, NOT_EQUAL -> this;
        case LESS -> GREATER;
        case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
        case GREATER -> LESS;
        case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      };
    }
  }
}
