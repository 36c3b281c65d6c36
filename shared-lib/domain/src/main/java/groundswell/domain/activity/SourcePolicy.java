package groundswell.domain.activity;

import groundswell.domain.Quantity;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.activity.Counting.Reason;
import groundswell.domain.ids.SourceId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which of a day's sources counts. The answer depends on the values alone, never on when a value
/// was said or repeated.
///
/// @param only the sources that may count; empty for all
public record SourcePolicy(Choice choice, SortedSet<SourceId> only) {
  /// The most sources that a policy may name.
  public static final int NAMES_MAX = 50;

  /// The highest value over all sources.
  public static final SourcePolicy HIGHEST = of(new Choice.Highest());

  /// The largest sum of a day, in units. It is the largest value of a single source, so that
  /// every score stays within a long.
  public static final Quantity SUM_MAX = Metric.DAILY_MAX_MAX;

  public SourcePolicy {
    only = Collections.unmodifiableSortedSet(new TreeSet<>(only));
    checkNames("only", only);
  }

  public static SourcePolicy of(Choice choice) {
    return new SourcePolicy(choice, Collections.emptySortedSet());
  }

  /// What counts for a day: the correction if there is one, else what the sources say.
  public Counting countingOf(DayValues day) {
    return switch (day.correction().orElse(Ruling.LIFTED)) {
      case Ruling.Exactly(var value) ->
          new Counting(Optional.of(value), Set.of(), Reason.CORRECTED);
      case Ruling.Blank() -> new Counting(Optional.empty(), Set.of(), Reason.BLANKED);
      case Ruling.Lifted() -> choose(ofThoseThatMayCount(day.sources()));
    };
  }

  /// The value that counts for each day that has one.
  ///
  /// @param days by day of the month
  public NavigableMap<Integer, Quantity> dayValues(SortedMap<Integer, DayValues> days) {
    var values = new TreeMap<Integer, Quantity>();
    days.forEach(
        (day, said) -> countingOf(said).value().ifPresent(value -> values.put(day, value)));
    return values;
  }

  private Map<SourceId, Quantity> ofThoseThatMayCount(Map<SourceId, Quantity> values) {
    if (only.isEmpty()) return values;
    var left = new TreeMap<>(values);
    left.keySet().retainAll(only);
    return left;
  }

  private Counting choose(Map<SourceId, Quantity> values) {
    if (values.isEmpty()) return new Counting(Optional.empty(), Set.of(), Reason.NO_VALUE);
    return switch (choice) {
      case Choice.Highest() -> highest(values, Reason.HIGHEST);
      case Choice.Sum() ->
          new Counting(Optional.of(sum(values.values())), values.keySet(), Reason.SUM);
      case Choice.Priority(var order) ->
          order.stream()
              .filter(values::containsKey)
              .findFirst()
              .map(
                  first ->
                      new Counting(
                          Optional.ofNullable(values.get(first)), Set.of(first), Reason.PRIORITY))
              .orElseGet(() -> highest(values, Reason.HIGHEST_OF_THE_UNNAMED));
    };
  }

  /// All sources with the highest value count, because it makes no difference which of them does.
  private static Counting highest(Map<SourceId, Quantity> values, Reason reason) {
    var most = Collections.max(values.values());
    var sources = new TreeSet<SourceId>();
    values.forEach(
        (source, value) -> {
          if (value.equals(most)) sources.add(source);
        });
    return new Counting(Optional.of(most), sources, reason);
  }

  private static Quantity sum(Collection<Quantity> values) {
    long sum = values.stream().mapToLong(Quantity::thousandths).reduce(0, Math::addExact);
    return new Quantity(Math.min(sum, SUM_MAX.thousandths()));
  }

  private static void checkNames(String what, Collection<SourceId> names) {
    if (names.size() > NAMES_MAX) {
      throw new IllegalArgumentException(
          "%s names %d sources, more than %d".formatted(what, names.size(), NAMES_MAX));
    }
  }

  /// How to choose among the sources that may count.
  public sealed interface Choice {
    /// The highest value.
    record Highest() implements Choice {}

    /// The sum of all values, up to [#SUM_MAX].
    record Sum() implements Choice {}

    /// The first of these sources that has a value; if none has, the highest of the others.
    record Priority(List<SourceId> order) implements Choice {
      public Priority {
        order = List.copyOf(order);
        if (order.isEmpty())
          throw new IllegalArgumentException("priority names no source; name at least one");
        checkNames("priority", order);
        if (Set.copyOf(order).size() < order.size())
          throw new IllegalArgumentException("priority names a source twice");
      }
    }
  }
}
