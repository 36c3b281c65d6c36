package groundswell.workload.oracle;

import groundswell.domain.ids.MetricId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// What an administrator said about one day.
///
/// @param lifted whether the sources count again
/// @param value empty if the day has no entry, or if it is lifted
record Correction(
    LocalDate day, MetricId metric, Instant madeAt, boolean lifted, Optional<BigDecimal> value) {

  boolean isOfSameDayAs(Correction other) {
    return day.equals(other.day) && metric.equals(other.metric);
  }

  /// The later one wins; of two made at once a blank over a lifted one, and a value over both.
  boolean winsOver(Correction other) {
    if (!madeAt.equals(other.madeAt)) return madeAt.isAfter(other.madeAt);
    if (lifted || other.lifted) return other.lifted;
    if (value.isEmpty() || other.value.isEmpty()) return other.value.isEmpty();
    return value.get().compareTo(other.value.get()) > 0;
  }
}
