package groundswell.dynamodb.expressions;

import groundswell.dynamodb.values.AttributeValues;
import groundswell.dynamodb.values.InvalidValue;
import groundswell.dynamodb.values.Sizes;
import groundswell.dynamodb.values.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What `#name` and `:value` stand for in the expressions of one call. Records which ones are used,
/// because a call may not pass a name or value that no expression uses.
///
/// developerguide/Expressions.ExpressionAttributeNames.html and
/// developerguide/Expressions.ExpressionAttributeValues.html
public final class Placeholders {
  private static final int KEY_BYTES_MAX = 255;

  private final Map<String, String> names;
  private final Map<String, Value> values;
  private final Set<String> usedNames = new HashSet<>();
  private final Set<String> usedValues = new HashSet<>();

  public Placeholders(Map<String, String> names, Map<String, Value> values) {
    this.names = Map.copyOf(names);
    this.values = Map.copyOf(values);
  }

  /// Reads the names and values of a request. Absent parameters are empty maps.
  ///
  /// @throws InvalidExpression if a key or a value is invalid
  public static Placeholders of(Map<String, String> names, Map<String, AttributeValue> values) {
    names.forEach(Placeholders::checkName);
    values.keySet().forEach(key -> checkKey("ExpressionAttributeValues", ':', key));
    var converted = new HashMap<String, Value>();
    values.forEach((key, value) -> converted.put(key, value(key, value)));
    return new Placeholders(names, converted);
  }

  /// @throws InvalidExpression if no expression uses one of the names or values
  public void requireAllUsed() {
    requireNone("ExpressionAttributeNames", unusedNames());
    requireNone("ExpressionAttributeValues", unusedValues());
  }

  public Set<String> unusedNames() {
    return without(names.keySet(), usedNames);
  }

  public Set<String> unusedValues() {
    return without(values.keySet(), usedValues);
  }

  String name(String reference) {
    var name = names.get(reference);
    if (name == null)
      throw new InvalidExpression(
          "An expression attribute name used in the document path is not defined; attribute name: "
              + reference);
    usedNames.add(reference);
    return name;
  }

  Value value(String reference) {
    var value = values.get(reference);
    if (value == null)
      throw new InvalidExpression(
          "An expression attribute value used in expression is not defined; attribute value: "
              + reference);
    usedValues.add(reference);
    return value;
  }

  private static void checkName(String key, String name) {
    checkKey("ExpressionAttributeNames", '#', key);
    if (name.isEmpty())
      throw new InvalidExpression(
          "ExpressionAttributeNames contains invalid value: Empty attribute name for key " + key);
  }

  private static void checkKey(String parameter, char prefix, String key) {
    if (Sizes.bytes(key) > KEY_BYTES_MAX)
      throw new InvalidExpression(
          "%s contains invalid key: The expression attribute map contains a key that is too long; size of key: %d"
              .formatted(parameter, Sizes.bytes(key)));
    if (key.length() < 2
        || key.charAt(0) != prefix
        || !key.chars().skip(1).allMatch(unit -> Lexer.isPartOfWord((char) unit)))
      throw new InvalidExpression(
          "%s contains invalid key: Syntax error; key: \"%s\"".formatted(parameter, key));
  }

  private static Value value(String key, AttributeValue value) {
    try {
      return AttributeValues.value(value);
    } catch (InvalidValue invalid) {
      throw new InvalidExpression(
          "ExpressionAttributeValues contains invalid value: %s for key %s"
              .formatted(invalid.getMessage(), key));
    }
  }

  private static void requireNone(String parameter, Set<String> unused) {
    if (!unused.isEmpty())
      throw new InvalidExpression(
          "Value provided in %s unused in expressions: keys: {%s}"
              .formatted(parameter, String.join(", ", unused)));
  }

  /// A hash set: the service lists several keys in hash order.
  private static Set<String> without(Set<String> keys, Set<String> used) {
    var unused = new HashSet<>(keys);
    unused.removeAll(used);
    return unused;
  }
}
