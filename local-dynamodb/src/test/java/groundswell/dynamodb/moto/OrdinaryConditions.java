package groundswell.dynamodb.moto;

import groundswell.dynamodb.expressions.PlainCondition;
import groundswell.dynamodb.expressions.PlainCondition.PlainOperand;
import groundswell.dynamodb.expressions.PlainItems;
import groundswell.dynamodb.values.Value;
import java.util.List;
import java.util.random.RandomGenerator;

/// Conditions as programs write them: they check an attribute's type before they compare it. The
/// tests of expressions cover absent attributes and mixed types, because moto gets these wrong.
final class OrdinaryConditions {
  private final RandomGenerator random;
  private final PlainItems items;

  OrdinaryConditions(RandomGenerator random, PlainItems items) {
    this.random = random;
    this.items = items;
  }

  PlainCondition condition(int levels) {
    return switch (random.nextInt(levels > 0 ? 9 : 6)) {
      case 0 -> function("attribute_exists", path());
      case 1 -> function("attribute_not_exists", path());
      case 2 -> hasType(path(), items.value(1).type());
      case 3, 4 -> compared(path(), items.scalar());
      case 5 -> measured(path(), items.value(1));
      case 6 -> new PlainCondition.Or(condition(levels - 1), condition(levels - 1));
      case 7 -> new PlainCondition.And(condition(levels - 1), condition(levels - 1));
      default -> negated(condition(levels - 1));
    };
  }

  private static PlainCondition negated(PlainCondition condition) {
    return condition instanceof PlainCondition.Not(var inner)
        ? inner
        : new PlainCondition.Not(condition);
  }

  private PlainCondition compared(PlainOperand path, Value value) {
    return new PlainCondition.And(hasType(path, value.type()), comparison(path, value));
  }

  private PlainCondition comparison(PlainOperand path, Value value) {
    return switch (random.nextInt(4)) {
      case 0 -> new PlainCondition.In(path, List.of(constant(value), constant(like(value))));
      case 1 -> new PlainCondition.Between(path, constant(value), constant(value));
      case 2 ->
          value instanceof Value.Text
              ? prefixed(path, value)
              : new PlainCondition.Compared("<>", path, constant(value));
      default ->
          new PlainCondition.Compared(
              List.of("=", "<", "<=", ">", ">=").get(random.nextInt(5)), path, constant(value));
    };
  }

  private PlainCondition prefixed(PlainOperand path, Value value) {
    return function(random.nextBoolean() ? "begins_with" : "contains", path, constant(value));
  }

  /// Compares the size if the value has one, otherwise the whole value.
  private PlainCondition measured(PlainOperand path, Value value) {
    var test =
        switch (value.type()) {
          case S, SS, NS, BS, L, M ->
              new PlainCondition.Compared(
                  random.nextBoolean() ? ">=" : "=",
                  new PlainOperand.Size(path),
                  constant(Value.Numeric.of(random.nextInt(4))));
          case N, B, BOOL, NULL -> new PlainCondition.Compared("=", path, constant(value));
        };
    return new PlainCondition.And(hasType(path, value.type()), test);
  }

  private Value like(Value value) {
    while (true) {
      var other = items.scalar();
      if (other.type() == value.type()) return other;
    }
  }

  private PlainOperand path() {
    var path = items.path();
    return new PlainOperand.Path(path.subList(0, Math.min(2, path.size())));
  }

  private static PlainCondition hasType(PlainOperand path, Value.Type type) {
    return function("attribute_type", path, constant(new Value.Text(type.name())));
  }

  private static PlainOperand constant(Value value) {
    return new PlainOperand.Constant(value);
  }

  private static PlainCondition function(String name, PlainOperand... arguments) {
    return new PlainCondition.Function(name, List.of(arguments));
  }
}
