package groundswell.dynamodb.expressions;

import java.util.List;

/// What a condition compares, or an update sets.
sealed interface OperandSyntax {
  /// A document path: an attribute, then elements of maps and lists.
  ///
  /// @param steps at least one; the first is a name
  record Path(List<Step> steps) implements OperandSyntax {}

  /// `:value`
  record ValueReference(String reference) implements OperandSyntax {}

  record Call(String function, List<OperandSyntax> arguments) implements OperandSyntax {}

  sealed interface Step {
    record Name(String name) implements Step {}

    /// `#name`
    record NameReference(String reference) implements Step {}

    /// @param digits of any length
    record Index(String digits) implements Step {
      /// @throws InvalidExpression if no list can be that long
      int position() {
        if (digits.length() > 10 || Long.parseLong(digits) > Integer.MAX_VALUE)
          throw new InvalidExpression(
              "List index is not within the allowable range; index: [%s]".formatted(digits));
        return Integer.parseInt(digits);
      }
    }
  }
}
