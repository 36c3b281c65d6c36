package groundswell.dynamodb.moto;

import groundswell.dynamodb.expressions.ArbitraryUpdates;
import groundswell.dynamodb.expressions.PlainItems;
import groundswell.dynamodb.expressions.PlainUpdate;
import groundswell.dynamodb.expressions.PlainUpdate.Action;
import groundswell.dynamodb.expressions.PlainUpdate.Source;
import groundswell.dynamodb.values.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Updates as programs write them: counters, growing lists, sets, stored values. Each sets
/// something, so that it creates a missing item.
final class OrdinaryUpdates {
  private final RandomGenerator random;
  private final PlainItems items;

  OrdinaryUpdates(RandomGenerator random, PlainItems items) {
    this.random = random;
    this.items = items;
  }

  PlainUpdate update() {
    var actions = new ArrayList<Action>();
    actions.add(new Action("SET", path(), assigned()));
    for (var left = random.nextInt(3); left > 0; left--) {
      var path = path();
      if (actions.stream().allMatch(action -> ArbitraryUpdates.areApart(action.path(), path)))
        actions.add(action(path));
    }
    return new PlainUpdate(actions);
  }

  private Action action(List<Object> path) {
    return switch (random.nextInt(5)) {
      case 0 -> new Action("REMOVE", path, null);
      case 1 ->
          new Action("ADD", path, new Source.Constant(random.nextBoolean() ? number() : set()));
      case 2 -> new Action("DELETE", path, new Source.Constant(set()));
      default -> new Action("SET", path, assigned());
    };
  }

  private Source assigned() {
    return switch (random.nextInt(5)) {
      case 0 ->
          new Source.Calculated(
              numeric(), random.nextBoolean() ? "+" : "-", new Source.Constant(number()));
      case 1 ->
          new Source.ListAppend(
              list(), new Source.Constant(new Value.ListOf(List.of(items.value(1)))));
      case 2 -> new Source.IfNotExists(path(), new Source.Constant(items.value(1)));
      default -> new Source.Constant(items.value(2));
    };
  }

  private Source numeric() {
    return random.nextBoolean()
        ? new Source.IfNotExists(path(), new Source.Constant(number()))
        : new Source.Path(path());
  }

  private Source list() {
    return random.nextBoolean()
        ? new Source.IfNotExists(path(), new Source.Constant(new Value.ListOf(List.of())))
        : new Source.Path(path());
  }

  /// Usually an attribute, sometimes an element of one.
  private List<Object> path() {
    var path = items.path();
    return random.nextInt(4) > 0 ? path.subList(0, 1) : path;
  }

  private Value number() {
    return new Value.Numeric(items.number());
  }

  private Value set() {
    return new Value.TextSet(Set.of(items.text(), "z"));
  }
}
