package groundswell.workload.oracle;

import groundswell.domain.ids.MetricId;
import groundswell.workload.ActivityRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// What one source said about one day.
///
/// @param value empty if the source took back what it had said
record Entry(
    LocalDate day, MetricId metric, String source, Instant recordedAt, Optional<BigDecimal> value) {

  /// @param otherwise the source of a row that names none
  static Entry of(ActivityRow row, String otherwise, Instant acceptedAt) {
    return new Entry(
        row.day(),
        row.metric(),
        row.source().map(Object::toString).orElse(otherwise),
        row.recordedAt().orElse(acceptedAt),
        Optional.of(row.value()));
  }

  boolean isOfSameDayAndSourceAs(Entry other) {
    return day.equals(other.day) && metric.equals(other.metric) && source.equals(other.source);
  }

  /// The later recorded-at wins, then the greater value; no value is less than any.
  boolean winsOver(Entry other) {
    if (!recordedAt.equals(other.recordedAt)) return recordedAt.isAfter(other.recordedAt);
    if (value.isEmpty() || other.value.isEmpty()) return value.isPresent();
    return value.get().compareTo(other.value.get()) > 0;
  }

  boolean saysTheSameAs(Entry other) {
    if (value.isEmpty() || other.value.isEmpty()) return value.equals(other.value);
    return value.get().compareTo(other.value.get()) == 0;
  }
}
