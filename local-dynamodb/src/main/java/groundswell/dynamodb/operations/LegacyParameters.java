package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Refuses the legacy predecessors of expressions, which are left out:
/// developerguide/LegacyConditionalParameters.html
final class LegacyParameters {
  private final ValueLayer layer;
  private final List<String> expressions = new ArrayList<>(2);
  private final List<String> legacy = new ArrayList<>(0);
  private final List<String> withValues = new ArrayList<>(2);
  private boolean areValuesOfUse;
  private boolean areValuesGiven;

  LegacyParameters(ValueLayer layer) {
    this.layer = layer;
  }

  LegacyParameters expression(String name, @Nullable String text) {
    if (text != null) expressions.add(name);
    if (!name.equals("ProjectionExpression")) {
      withValues.add(name);
      areValuesOfUse |= text != null;
    }
    return this;
  }

  /// @param areGiven whether the request has values; no projection uses values
  LegacyParameters values(boolean areGiven) {
    areValuesGiven = areGiven;
    return this;
  }

  LegacyParameters legacy(String name, boolean isGiven) {
    if (isGiven) legacy.add(name);
    return this;
  }

  /// @return whether there is an expression
  boolean check() {
    if (!expressions.isEmpty() && !legacy.isEmpty())
      throw layer.refusal(
          "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {%s} Expression parameters: {%s}"
              .formatted(String.join(", ", legacy), String.join(", ", expressions)));
    if (!legacy.isEmpty())
      throw Errors.validation(
          "The legacy parameter %s is not supported; use the expression that took its place"
              .formatted(legacy.getFirst()));
    if (areValuesGiven && !areValuesOfUse)
      throw layer.refusal(
          "ExpressionAttributeValues can only be specified when using expressions: %s %s null"
              .formatted(String.join(" and ", withValues), withValues.size() == 1 ? "is" : "are"));
    return !expressions.isEmpty();
  }
}
