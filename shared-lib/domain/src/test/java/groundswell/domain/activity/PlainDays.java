package groundswell.domain.activity;

import groundswell.domain.Generators.Row;
import groundswell.domain.Quantity;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.activity.SourcePolicy.Choice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What counts for a day, worked out from the rows with lists and loops, row by row as the rules
/// are told. It shares no code with the months.
final class PlainDays {
  private PlainDays() {}

  /// The value of one source: of its latest row, and of several latest ones the greatest. Empty if
  /// there is no row, or if that row withdraws.
  static Optional<Quantity> valueOf(List<Row> rows, int day, String source) {
    Optional<Quantity> value = Optional.empty();
    long at = Long.MIN_VALUE;
    for (var row : rows) {
      if (!(row instanceof Row.OfSource(var key, var entry))) continue;
      if (key.day() != day || !key.source().value().equals(source)) continue;
      long time = entry.recordedAt().toEpochMilli();
      if (time < at) continue;
      boolean greater = time > at || isGreater(entry.value(), value);
      if (greater) value = entry.value();
      at = time;
    }
    return value;
  }

  /// The ruling of the latest correction, and of several latest ones the greatest: lifted, then
  /// blank, then the values.
  static Optional<Ruling> rulingOf(List<Row> rows, int day) {
    Optional<Ruling> ruling = Optional.empty();
    long at = Long.MIN_VALUE;
    for (var row : rows) {
      if (!(row instanceof Row.OfCorrection(int its, var correction)) || its != day) continue;
      long time = correction.madeAt().toEpochMilli();
      if (time < at) continue;
      if (time > at || rank(correction.ruling()) > rank(ruling.orElse(Ruling.LIFTED)))
        ruling = Optional.of(correction.ruling());
      at = time;
    }
    return ruling.filter(it -> !(it instanceof Ruling.Lifted));
  }

  /// The eight smallest of all sources that ever said something about the day.
  static List<String> keptSources(List<Row> rows, int day) {
    var names = new ArrayList<String>();
    for (var row : rows) {
      if (row instanceof Row.OfSource(var key, _)
          && key.day() == day
          && !names.contains(key.source().value())) names.add(key.source().value());
    }
    names.sort(Comparator.naturalOrder());
    return names.subList(0, Math.min(8, names.size()));
  }

  static Optional<Quantity> counting(List<Row> rows, int day, SourcePolicy policy) {
    var ruling = rulingOf(rows, day);
    if (ruling.isPresent())
      return ruling.get() instanceof Ruling.Exactly(var value)
          ? Optional.of(value)
          : Optional.empty();
    var names = new ArrayList<String>();
    for (var name : keptSources(rows, day)) {
      boolean may =
          policy.only().isEmpty()
              || policy.only().stream().anyMatch(source -> source.value().equals(name));
      if (may && valueOf(rows, day, name).isPresent()) names.add(name);
    }
    if (names.isEmpty()) return Optional.empty();
    if (policy.choice() instanceof Choice.Priority(var order)) {
      for (var first : order)
        if (names.contains(first.value())) return valueOf(rows, day, first.value());
    }
    long sum = 0;
    long most = 0;
    for (var name : names) {
      long value = valueOf(rows, day, name).orElseThrow().thousandths();
      sum += value;
      most = Math.max(most, value);
    }
    return Optional.of(new Quantity(policy.choice() instanceof Choice.Sum ? sum : most));
  }

  private static boolean isGreater(Optional<Quantity> one, Optional<Quantity> other) {
    return one.isPresent()
        && (other.isEmpty() || one.get().thousandths() > other.get().thousandths());
  }

  private static long rank(Ruling ruling) {
    if (ruling instanceof Ruling.Lifted) return 0;
    return ruling instanceof Ruling.Exactly(var value) ? 2 + value.thousandths() : 1;
  }
}
