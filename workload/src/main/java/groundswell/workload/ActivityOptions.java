package groundswell.workload;

import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// The content of an activity file.
///
/// @param rows their number, including the bad ones
/// @param duplicates rows that repeat another
/// @param corrections rows that set another row's day to a new value, recorded later
/// @param bad the number of rows with each fault
/// @param sources each row names one of them; if this is empty, rows name none
public record ActivityOptions(
    int rows,
    LocalDate firstDay,
    int days,
    List<MetricId> metrics,
    int duplicates,
    int corrections,
    Map<Fault, Integer> bad,
    Order order,
    List<SourceId> sources) {
  public ActivityOptions {
    metrics = List.copyOf(metrics);
    bad = Map.copyOf(bad);
    sources = List.copyOf(sources);
    if (firstRows(rows, duplicates, corrections, bad) < 1) {
      throw new IllegalArgumentException(
          "%d rows are too few: duplicates, corrections and bad rows leave no first entry"
              .formatted(rows));
    }
  }

  public enum Order {
    RANDOM,
    BY_DAY
  }

  /// Rows in random order, recorded by one device each, none of them bad.
  public static ActivityOptions of(int rows, LocalDate firstDay, int days, String... metrics) {
    return new ActivityOptions(
        rows,
        firstDay,
        days,
        List.of(metrics).stream().map(MetricId::new).toList(),
        0,
        0,
        Map.of(),
        Order.RANDOM,
        List.of());
  }

  public ActivityOptions withRepeats(int duplicateRows, int correctedRows) {
    return new ActivityOptions(
        rows, firstDay, days, metrics, duplicateRows, correctedRows, bad, order, sources);
  }

  public ActivityOptions withBad(Map<Fault, Integer> faults) {
    return new ActivityOptions(
        rows, firstDay, days, metrics, duplicates, corrections, faults, order, sources);
  }

  public ActivityOptions ordered(Order other) {
    return new ActivityOptions(
        rows, firstDay, days, metrics, duplicates, corrections, bad, other, sources);
  }

  public ActivityOptions from(String... names) {
    var several = List.of(names).stream().map(SourceId::new).toList();
    return new ActivityOptions(
        rows, firstDay, days, metrics, duplicates, corrections, bad, order, several);
  }

  /// How many rows are the first for their member, day and metric.
  int firstRows() {
    return firstRows(rows, duplicates, corrections, bad);
  }

  private static int firstRows(int rows, int duplicates, int corrections, Map<Fault, Integer> bad) {
    return rows
        - duplicates
        - corrections
        - bad.values().stream().mapToInt(Integer::intValue).sum();
  }
}
