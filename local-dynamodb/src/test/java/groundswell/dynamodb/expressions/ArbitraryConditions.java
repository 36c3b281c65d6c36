package groundswell.dynamodb.expressions;

import groundswell.dynamodb.expressions.PlainCondition.PlainOperand;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Valid conditions of every form.
public final class ArbitraryConditions {
  private static final List<String> TYPES =
      List.of("S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M");

  private final RandomGenerator random;
  private final PlainItems items;

  public ArbitraryConditions(RandomGenerator random) {
    this.random = random;
    this.items = new PlainItems(random);
  }

  public PlainCondition condition(int levels) {
    return switch (random.nextInt(levels > 0 ? 10 : 7)) {
      case 0, 1 -> compared();
      case 2 -> between();
      case 3 -> in();
      case 4 ->
          function(random.nextBoolean() ? "attribute_exists" : "attribute_not_exists", path());
      case 5 ->
          function(
              "attribute_type",
              path(),
              constant(new Value.Text(TYPES.get(random.nextInt(TYPES.size())))));
      case 6 -> random.nextBoolean() ? beginsWith() : contains();
      case 7 -> new PlainCondition.Or(condition(levels - 1), condition(levels - 1));
      case 8 -> new PlainCondition.And(condition(levels - 1), condition(levels - 1));
      default -> new PlainCondition.Not(condition(levels - 1));
    };
  }

  private PlainCondition compared() {
    var sign = List.of("=", "<>", "<", "<=", ">", ">=").get(random.nextInt(6));
    var isOrder = sign.length() == 1 ? !sign.equals("=") : !sign.equals("<>");
    var left = operand(isOrder);
    return new PlainCondition.Compared(sign, left, otherThan(left, isOrder));
  }

  private PlainCondition between() {
    var operand = operand(true);
    var lower = otherThan(operand, true);
    while (true) {
      var upper = otherThan(operand, true);
      if (areBounds(lower, upper)) return new PlainCondition.Between(operand, lower, upper);
    }
  }

  /// Two constants must have the same type and be in order.
  private static boolean areBounds(PlainOperand lower, PlainOperand upper) {
    return !(lower instanceof PlainOperand.Constant(var a))
        || !(upper instanceof PlainOperand.Constant(var b))
        || PlainCondition.compares("<=", PlainItems.plain(a), PlainItems.plain(b));
  }

  private PlainCondition in() {
    var operand = operand(false);
    var candidates = new ArrayList<PlainOperand>();
    for (var left = 1 + random.nextInt(4); left > 0; left--)
      candidates.add(otherThan(operand, false));
    return new PlainCondition.In(operand, candidates);
  }

  private PlainCondition beginsWith() {
    var first = random.nextInt(3) > 0 ? path() : textOrBinary();
    while (true) {
      var second = random.nextInt(3) == 0 ? path() : textOrBinary();
      if (!second.equals(first) || !(first instanceof PlainOperand.Path))
        return function("begins_with", first, second);
    }
  }

  private PlainCondition contains() {
    var container = random.nextInt(3) > 0 ? path() : constant(items.value(2));
    return function("contains", container, otherThan(container, false));
  }

  private PlainOperand textOrBinary() {
    while (true) {
      var scalar = items.scalar();
      if (!(scalar instanceof Value.Numeric)) return constant(scalar);
    }
  }

  private PlainOperand otherThan(PlainOperand first, boolean isOrdered) {
    while (true) {
      var other = operand(isOrdered);
      if (!other.equals(first) || !(first instanceof PlainOperand.Path)) return other;
    }
  }

  private PlainOperand operand(boolean isOrdered) {
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> path();
      case 3 -> new PlainOperand.Size(path());
      default -> constant(isOrdered ? items.scalar() : items.value(1));
    };
  }

  private PlainOperand path() {
    return new PlainOperand.Path(items.path());
  }

  private static PlainOperand constant(Value value) {
    return new PlainOperand.Constant(value);
  }

  private static PlainCondition function(String name, PlainOperand... arguments) {
    return new PlainCondition.Function(name, List.of(arguments));
  }
}
