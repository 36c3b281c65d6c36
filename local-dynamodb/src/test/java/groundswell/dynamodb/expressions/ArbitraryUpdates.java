package groundswell.dynamodb.expressions;

import groundswell.dynamodb.expressions.PlainUpdate.Action;
import groundswell.dynamodb.expressions.PlainUpdate.Source;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Valid updates of every form. An item's content may still make them fail.
public final class ArbitraryUpdates {
  private final RandomGenerator random;
  private final PlainItems items;

  public ArbitraryUpdates(RandomGenerator random) {
    this.random = random;
    this.items = new PlainItems(random);
  }

  public PlainUpdate update() {
    var actions = new ArrayList<Action>();
    for (var left = 1 + random.nextInt(4); left > 0; left--) {
      var path = items.path();
      if (actions.stream().allMatch(action -> areApart(action.path(), path)))
        actions.add(action(path));
    }
    return new PlainUpdate(actions);
  }

  /// The paths differ at some step, and there both use names or both use positions.
  public static boolean areApart(List<Object> left, List<Object> right) {
    for (var at = 0; at < Math.min(left.size(), right.size()); at++) {
      if (left.get(at).getClass() != right.get(at).getClass()) return false;
      if (!left.get(at).equals(right.get(at))) return true;
    }
    return false;
  }

  private Action action(List<Object> path) {
    return switch (random.nextInt(7)) {
      case 0 -> new Action("REMOVE", path, null);
      case 1 ->
          new Action("ADD", path, new Source.Constant(random.nextBoolean() ? number() : set()));
      case 2 -> new Action("DELETE", path, new Source.Constant(set()));
      default -> new Action("SET", path, assigned());
    };
  }

  private Source assigned() {
    return switch (random.nextInt(4)) {
      case 0 -> new Source.Calculated(numeric(), random.nextBoolean() ? "+" : "-", numeric());
      case 1 -> new Source.ListAppend(list(), list());
      default -> operand(2);
    };
  }

  private Source operand(int levels) {
    return switch (random.nextInt(levels > 0 ? 3 : 2)) {
      case 0 -> new Source.Constant(items.value(2));
      case 1 -> new Source.Path(items.path());
      default -> new Source.IfNotExists(items.path(), operand(levels - 1));
    };
  }

  private Source numeric() {
    return switch (random.nextInt(3)) {
      case 0 -> new Source.Constant(number());
      case 1 -> new Source.IfNotExists(items.path(), new Source.Constant(number()));
      default -> new Source.Path(items.path());
    };
  }

  private Source list() {
    var constant = new Source.Constant(new Value.ListOf(List.of(items.value(1))));
    return switch (random.nextInt(3)) {
      case 0 -> constant;
      case 1 -> new Source.IfNotExists(items.path(), constant);
      default -> new Source.Path(items.path());
    };
  }

  private Value number() {
    return new Value.Numeric(items.number());
  }

  private Value set() {
    while (true) {
      var value = items.value(0);
      if (value instanceof Value.TextSet
          || value instanceof Value.NumberSet
          || value instanceof Value.BinarySet) return value;
    }
  }
}
