package groundswell.local.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a function did in each of the last minutes.
public final class Minutes {
  /// Older minutes are forgotten.
  public static final Duration KEPT = Duration.ofHours(1);

  private final TreeMap<Instant, Map<Measure, Double>> minutes = new TreeMap<>();

  public synchronized void record(Measure measure, double value, Instant at) {
    var minute = at.truncatedTo(ChronoUnit.MINUTES);
    minutes.headMap(minute.minus(KEPT)).clear();
    minutes
        .computeIfAbsent(minute, _ -> new EnumMap<>(Measure.class))
        .merge(measure, value, measure::merge);
  }

  /// The minutes that have a value, from one to the one before the other.
  synchronized SortedMap<Instant, Double> of(Measure measure, Instant from, Instant to) {
    var values = new TreeMap<Instant, Double>();
    minutes
        .subMap(from, to)
        .forEach(
            (minute, measured) -> {
              var value = measured.get(measure);
              if (value != null) values.put(minute, value);
            });
    return values;
  }
}
