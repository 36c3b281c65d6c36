package groundswell.platform.tables;

import groundswell.platform.tables.Update.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Writes conditions and changes as DynamoDB's expressions. Names and values get placeholders, so
/// that no name is a reserved word and no value needs quoting
/// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html>).
final class Expression {
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  /// DynamoDB refuses an empty map.
  void names(Consumer<Map<String, String>> request) {
    var byPlaceholder = new HashMap<String, String>();
    names.forEach((name, placeholder) -> byPlaceholder.put(placeholder, name));
    if (!byPlaceholder.isEmpty()) request.accept(byPlaceholder);
  }

  /// DynamoDB refuses an empty map.
  void values(Consumer<Map<String, AttributeValue>> request) {
    if (!values.isEmpty()) request.accept(values);
  }

  String condition(Condition condition) {
    return switch (condition) {
      case Condition.Exists(var attribute, var expected) ->
          "%s(%s)"
              .formatted(expected ? "attribute_exists" : "attribute_not_exists", path(attribute));
      case Condition.Compared(var attribute, var operator, var value) ->
          "%s %s %s".formatted(path(attribute), operator.symbol(), value(value));
      case Condition.Between(var attribute, var least, var greatest) ->
          "%s BETWEEN %s AND %s".formatted(path(attribute), value(least), value(greatest));
      case Condition.StartsWith(var attribute, var prefix) ->
          "begins_with(%s, %s)".formatted(path(attribute), value(prefix));
      case Condition.AllOf(var all) ->
          all.stream().map(this::operandOfAnd).collect(Collectors.joining(" AND "));
      case Condition.AnyOf(var any) ->
          any.stream().map(this::condition).collect(Collectors.joining(" OR "));
    };
  }

  /// AND binds more tightly than OR, and DynamoDB refuses parentheses that change nothing.
  private String operandOfAnd(Condition condition) {
    var text = condition(condition);
    return condition instanceof Condition.AnyOf ? "(" + text + ")" : text;
  }

  String update(List<Change> changes) {
    var sets = new ArrayList<String>();
    var adds = new ArrayList<String>();
    for (var change : changes) {
      switch (change) {
        case Change.Set(var attribute, var value) ->
            sets.add("%s = %s".formatted(path(attribute), value(value)));
        case Change.SetSum(var name, var other, var number) ->
            sets.add(
                "%s = if_not_exists(%s, %s) + %s"
                    .formatted(
                        name(name),
                        name(other),
                        value(Item.number(0)),
                        value(Item.number(number))));
        case Change.Add(var name, var number) ->
            adds.add("%s %s".formatted(name(name), value(Item.number(number))));
      }
    }
    var clauses = new ArrayList<String>();
    if (!sets.isEmpty()) clauses.add("SET " + String.join(", ", sets));
    if (!adds.isEmpty()) clauses.add("ADD " + String.join(", ", adds));
    return String.join(" ", clauses);
  }

  private String path(Attribute attribute) {
    return attribute.names().stream().map(this::name).collect(Collectors.joining("."));
  }

  private String name(String name) {
    return names.computeIfAbsent(name, _ -> "#n" + names.size());
  }

  private String value(AttributeValue value) {
    var placeholder = ":v" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }
}
