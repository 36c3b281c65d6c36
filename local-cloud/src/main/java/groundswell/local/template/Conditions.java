package groundswell.local.template;

import groundswell.local.template.Value.Call;
import groundswell.local.template.Value.Field;
import groundswell.local.template.Value.Fields;
import groundswell.local.template.Value.Items;
import groundswell.local.template.Value.Scalar;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The template's conditions, each evaluated on first use. See
///
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html
final class Conditions {
  private final Source source;
  private final Map<String, Field> definitions;
  private final UnaryOperator<Value> resolve;
  private final SequencedSet<String> open = new LinkedHashSet<>();

  /// @param resolve gives the operands of [Equals](Call) their values
  Conditions(Source source, Fields section, UnaryOperator<Value> resolve) {
    this.source = source;
    this.definitions = section.fields();
    this.resolve = resolve;
  }

  void decideAll() {
    definitions.forEach((name, field) -> holds(name, field.line()));
  }

  boolean holds(String name, int line) {
    var definition = definitions.get(name);
    if (definition == null)
      throw source.error(line, "there is no condition \"%s\"".formatted(name));
    if (!open.add(name))
      throw source.error(line, "conditions go round in a circle: %s".formatted(open));
    var holds = holds(definition.value());
    open.remove(name);
    return holds;
  }

  private boolean holds(Value value) {
    return switch (value) {
      case Call(var function, var argument, int line) -> holds(function, argument, line);
      case Fields fields when fields.fields().size() == 1 -> {
        var only = fields.fields().firstEntry();
        yield holds(only.getKey(), only.getValue().value(), only.getValue().line());
      }
      case Value other ->
          throw source.error(
              other.line(),
              "a condition must be a function, but is %s".formatted(other.description()));
    };
  }

  private boolean holds(String function, Value argument, int line) {
    return switch (function) {
      case "Equals" -> {
        var two = arguments(function, argument, 2, 2);
        yield text(two.values().getFirst()).equals(text(two.values().getLast()));
      }
      case "And" -> each(arguments(function, argument, 2, 10)).reduce(true, Boolean::logicalAnd);
      case "Or" -> each(arguments(function, argument, 2, 10)).reduce(false, Boolean::logicalOr);
      case "Not" -> !holds(arguments(function, argument, 1, 1).values().getFirst());
      case "Condition" -> holds(source.text(argument, "Condition"), line);
      case String other ->
          throw source.error(
              line,
              "function \"%s\" is not supported in a condition by the local cloud"
                  .formatted(other));
    };
  }

  /// Evaluates all, so that a mistake in a later one is found whatever the earlier ones say.
  private Stream<Boolean> each(Items conditions) {
    return conditions.values().stream().map(this::holds);
  }

  private String text(Value value) {
    return switch (resolve.apply(value)) {
      case Scalar scalar -> scalar.text();
      case Value other ->
          throw source.error(
              value.line(), "Equals compares texts, not %s".formatted(other.description()));
    };
  }

  private Items arguments(String function, Value argument, int min, int max) {
    var items = source.items(argument, function);
    var size = items.values().size();
    if (size < min || size > max) {
      throw source.error(argument.line(), "%s has %d arguments".formatted(function, size));
    }
    return items;
  }
}
