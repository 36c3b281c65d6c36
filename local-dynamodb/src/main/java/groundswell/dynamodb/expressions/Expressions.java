package groundswell.dynamodb.expressions;

import groundswell.dynamodb.values.Sizes;
import java.util.List;
import java.util.function.Supplier;

/// Reads expressions and replaces their placeholders.
public final class Expressions {
  /// developerguide/Constraints.html, "Length of an expression string": 4 KB.
  private static final int TEXT_BYTES_MAX = 4 * 1024;

  private static final ParseCache<ConditionSyntax> CONDITIONS =
      new ParseCache<>(text -> SyntaxCheck.checked(ConditionParser.parse(text)));
  private static final ParseCache<UpdateSyntax> UPDATES =
      new ParseCache<>(text -> SyntaxCheck.checked(UpdateParser.parse(text)));
  private static final ParseCache<List<OperandSyntax.Path>> PROJECTIONS =
      new ParseCache<>(text -> SyntaxCheck.checked(ProjectionParser.parse(text)));

  private Expressions() {}

  /// @param expressionName `ConditionExpression` or `FilterExpression`, for messages
  /// @throws InvalidExpression if the text or its placeholders are invalid
  public static Condition condition(String expressionName, String text, Placeholders placeholders) {
    return reading(
        expressionName, text, () -> ConditionBinder.bind(CONDITIONS.get(text), placeholders));
  }

  /// @throws InvalidExpression as [#condition], and if the condition isn't on keys
  public static KeyCondition keyCondition(String text, Placeholders placeholders) {
    condition("KeyConditionExpression", text, placeholders);
    return KeyConditionReader.read(CONDITIONS.get(text), placeholders);
  }

  /// @throws InvalidExpression as [#condition]
  public static Projection projection(String text, Placeholders placeholders) {
    return reading(
        "ProjectionExpression",
        text,
        () -> {
          var paths =
              PROJECTIONS.get(text).stream()
                  .map(path -> DocumentPath.of(path, placeholders))
                  .toList();
          DocumentPath.requireApart(paths);
          return new Projection(paths);
        });
  }

  /// @throws InvalidExpression as [#condition]
  public static Update update(String text, Placeholders placeholders) {
    return reading(
        "UpdateExpression", text, () -> UpdateBinder.bind(UPDATES.get(text), placeholders));
  }

  /// Prefixes an error with the expression's name.
  private static <T> T reading(String expressionName, String text, Supplier<T> read) {
    try {
      requireLength(expressionName, text);
      return read.get();
    } catch (InvalidExpression invalid) {
      throw new InvalidExpression("Invalid %s: %s".formatted(expressionName, invalid.getMessage()));
    }
  }

  /// The service reports the size, except for an update.
  private static void requireLength(String expressionName, String text) {
    if (text.isBlank()) throw new InvalidExpression("The expression can not be empty;");
    if (Sizes.bytes(text) > TEXT_BYTES_MAX)
      throw new InvalidExpression(
          "Expression size has exceeded the maximum allowed size;"
              + (expressionName.equals("UpdateExpression")
                  ? ""
                  : " expression size: " + Sizes.bytes(text)));
  }
}
