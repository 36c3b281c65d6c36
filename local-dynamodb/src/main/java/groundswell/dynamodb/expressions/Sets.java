package groundswell.dynamodb.expressions;

import groundswell.dynamodb.values.Order;
import groundswell.dynamodb.values.Value;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What ADD and DELETE do with sets of one type.
final class Sets {
  private Sets() {}

  static Value union(Value left, Value right) {
    if (left instanceof Value.TextSet(var a) && right instanceof Value.TextSet(var b))
      return Order.sorted(new Value.TextSet(united(a, b)));
    if (left instanceof Value.NumberSet(var a) && right instanceof Value.NumberSet(var b))
      return Order.sorted(new Value.NumberSet(united(a, b)));
    if (left instanceof Value.BinarySet(var a) && right instanceof Value.BinarySet(var b))
      return Order.sorted(new Value.BinarySet(united(a, b)));
    throw new IllegalArgumentException("no sets of one type");
  }

  /// @return null if no member is left, because sets can't be empty
  static @Nullable Value difference(Value left, Value right) {
    if (left instanceof Value.TextSet(var a) && right instanceof Value.TextSet(var b))
      return b.containsAll(a) ? null : new Value.TextSet(without(a, b));
    if (left instanceof Value.NumberSet(var a) && right instanceof Value.NumberSet(var b))
      return b.containsAll(a) ? null : new Value.NumberSet(without(a, b));
    if (left instanceof Value.BinarySet(var a) && right instanceof Value.BinarySet(var b))
      return b.containsAll(a) ? null : new Value.BinarySet(without(a, b));
    throw new IllegalArgumentException("no sets of one type");
  }

  private static <T> Set<T> united(Set<T> left, Set<T> right) {
    var all = new LinkedHashSet<>(left);
    all.addAll(right);
    return all;
  }

  private static <T> Set<T> without(Set<T> all, Set<T> some) {
    var rest = new LinkedHashSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
