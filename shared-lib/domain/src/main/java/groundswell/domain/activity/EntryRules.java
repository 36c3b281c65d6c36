package groundswell.domain.activity;

import groundswell.domain.Quantity;
import groundswell.domain.ids.MetricId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a tenant accepts: its metrics, and how far back a day may lie.
///
/// @param backEntryDaysMax the oldest day that may be entered, in days before the entry is accepted
public record EntryRules(SortedMap<MetricId, Metric> metrics, int backEntryDaysMax) {
  public static final int METRICS_MAX = 100;

  /// What a tenant has that set nothing.
  public static final EntryRules DEFAULT =
      of(
          List.of(
              metric("steps", "steps", 200_000),
              metric("distance_km", "km", 500),
              metric("active_minutes", "min", 1_440),
              metric("calories", "kcal", 20_000),
              metric("sleep_hours", "h", 24),
              metric("water_ml", "ml", 20_000),
              metric("mindful_minutes", "min", 1_440),
              metric("floors", "floors", 2_000),
              metric("cycling_km", "km", 1_000),
              metric("swimming_m", "m", 100_000),
              metric("fruit_portions", "portions", 50),
              metric("workouts", "workouts", 20)),
          400);

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

  private static Metric metric(String id, String unit, long dailyMax) {
    return new Metric(new MetricId(id), unit, Quantity.of(dailyMax));
  }
}
