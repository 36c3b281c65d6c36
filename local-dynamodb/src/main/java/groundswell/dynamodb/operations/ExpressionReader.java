package groundswell.dynamodb.operations;

import groundswell.dynamodb.expressions.Condition;
import groundswell.dynamodb.expressions.Expressions;
import groundswell.dynamodb.expressions.KeyCondition;
import groundswell.dynamodb.expressions.Placeholders;
import groundswell.dynamodb.expressions.Projection;
import groundswell.dynamodb.expressions.Update;
import groundswell.dynamodb.values.Sizes;
import groundswell.dynamodb.values.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads the expressions of one request, with the names and values that their placeholders stand
/// for.
final class ExpressionReader {
  private static final Pattern NAME = Pattern.compile("#[0-9a-zA-Z_]+");
  private static final Pattern VALUE = Pattern.compile(":[0-9a-zA-Z_]+");

  private static final long SUBSTITUTES_BYTES_MAX = 2L * 1024 * 1024;

  private final ValueLayer layer;
  private final Placeholders placeholders;

  /// @param names null if the request has none
  /// @param values null if the request has none
  ExpressionReader(
      ValueLayer layer,
      boolean hasExpression,
      @Nullable Map<String, String> names,
      @Nullable Map<String, AttributeValue> values) {
    this.layer = layer;
    if (names != null) check("ExpressionAttributeNames", hasExpression, names.keySet(), NAME);
    if (values != null) check("ExpressionAttributeValues", hasExpression, values.keySet(), VALUE);
    Map<String, String> readNames = names == null ? Map.of() : names;
    Map<String, Value> readValues = values == null ? Map.of() : values(values);
    requireSize(readNames, readValues);
    this.placeholders = new Placeholders(readNames, readValues);
  }

  private void check(
      String parameter, boolean hasExpression, Collection<String> keys, Pattern syntax) {
    if (!hasExpression)
      throw layer.refusal(parameter + " can only be specified when using expressions");
    if (keys.isEmpty()) throw layer.refusal(parameter + " must not be empty");
    for (var key : keys)
      if (!syntax.matcher(key).matches())
        throw layer.refusal(
            "%s contains invalid key: Syntax error; key: \"%s\"".formatted(parameter, key));
  }

  private Map<String, Value> values(Map<String, AttributeValue> given) {
    var values = HashMap.<String, Value>newHashMap(given.size());
    given.forEach((key, value) -> values.put(key, layer.expressionValue(key, value)));
    return values;
  }

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>:
  /// everything that placeholders stand for is 2 MB at most.
  private void requireSize(Map<String, String> names, Map<String, Value> values) {
    var bytes = 0L;
    for (var name : names.entrySet())
      bytes += Sizes.bytes(name.getKey()) + Sizes.bytes(name.getValue());
    for (var value : values.entrySet())
      bytes += Sizes.bytes(value.getKey()) + Sizes.bytes(value.getValue());
    if (bytes > SUBSTITUTES_BYTES_MAX)
      throw layer.refusal(
          "The expression attribute names and values have exceeded the maximum allowed size of %d bytes; size: %d"
              .formatted(SUBSTITUTES_BYTES_MAX, bytes));
  }

  Optional<Condition> condition(@Nullable String text) {
    return condition("ConditionExpression", text);
  }

  Optional<Condition> filter(@Nullable String text) {
    return condition("FilterExpression", text);
  }

  private Optional<Condition> condition(String parameter, @Nullable String text) {
    return text == null
        ? Optional.empty()
        : Optional.of(read(() -> Expressions.condition(parameter, text, placeholders)));
  }

  Optional<Projection> projection(@Nullable String text) {
    return text == null
        ? Optional.empty()
        : Optional.of(read(() -> Expressions.projection(text, placeholders)));
  }

  KeyCondition keyCondition(String text) {
    return read(() -> Expressions.keyCondition(text, placeholders));
  }

  Optional<Update> update(@Nullable String text) {
    return text == null
        ? Optional.empty()
        : Optional.of(read(() -> Expressions.update(text, placeholders)));
  }

  private <T> T read(Supplier<T> reading) {
    return layer.check(reading);
  }

  /// Call it after reading all expressions: every name and value must be used.
  void finish() {
    refuseUnused("ExpressionAttributeValues", placeholders.unusedValues());
    refuseUnused("ExpressionAttributeNames", placeholders.unusedNames());
  }

  private void refuseUnused(String parameter, Collection<String> unused) {
    if (!unused.isEmpty())
      throw layer.refusal(
          "Value provided in %s unused in expressions: keys: {%s}"
              .formatted(parameter, String.join(", ", unused)));
  }
}
