package groundswell.domain.activity;

import groundswell.domain.ids.MetricId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a tenant accepts: its metrics, and how old a day may be.
///
/// @param backEntryDaysMax the oldest day that may be entered, in days before the entry is accepted
public record EntryRules(SortedMap<MetricId, Metric> metrics, int backEntryDaysMax) {
  public static final int METRICS_MAX = 100;

  public EntryRules {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    if (metrics.isEmpty() || metrics.size() > METRICS_MAX) {
      throw new IllegalArgumentException(
          "%d metrics are not 1 to %d".formatted(metrics.size(), METRICS_MAX));
    }
    if (backEntryDaysMax < 1 || backEntryDaysMax > 3_660) {
      throw new IllegalArgumentException(
          "back_entry_days %d is not in 1..3660".formatted(backEntryDaysMax));
    }
  }

  public static EntryRules of(List<Metric> metrics, int backEntryDaysMax) {
    Map<MetricId, Metric> byId =
        metrics.stream().collect(Collectors.toMap(Metric::id, Function.identity()));
    return new EntryRules(new TreeMap<>(byId), backEntryDaysMax);
  }
}
