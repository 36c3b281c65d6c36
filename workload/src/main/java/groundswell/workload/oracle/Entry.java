package groundswell.workload.oracle;

import groundswell.domain.ids.MetricId;
import groundswell.workload.ActivityRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/// What one source said about one day.
///
/// @param source empty if the row names none
/// @param correction whether a person overrode the measurement
record Entry(
    LocalDate day,
    MetricId metric,
    String source,
    boolean correction,
    Instant recordedAt,
    BigDecimal value) {

  static Entry of(ActivityRow row, boolean correction, Instant acceptedAt) {
    return new Entry(
        row.day(),
        row.metric(),
        row.source().map(Object::toString).orElse(""),
        correction,
        row.recordedAt().orElse(acceptedAt),
        row.value());
  }

  boolean isOfSameDayAs(Entry other) {
    return day.equals(other.day) && metric.equals(other.metric);
  }

  boolean isOfSameDayAndSourceAs(Entry other) {
    return isOfSameDayAs(other) && source.equals(other.source);
  }

  /// A correction wins over a measurement; then the later recorded-at wins, then the greater value.
  boolean winsOver(Entry other) {
    if (correction != other.correction) return correction;
    if (!recordedAt.equals(other.recordedAt)) return recordedAt.isAfter(other.recordedAt);
    return value.compareTo(other.value) > 0;
  }
}
