package groundswell.workload;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// One row of an activity file.
///
/// @param recordedAt empty if the source does not know it
/// @param source empty if the member has only one
public record ActivityRow(
    MemberId member,
    LocalDate day,
    MetricId metric,
    BigDecimal value,
    Optional<Instant> recordedAt,
    Optional<SourceId> source) {

  public static ActivityRow of(String member, LocalDate day, String metric, String value) {
    return new ActivityRow(
        new MemberId(member),
        day,
        new MetricId(metric),
        new BigDecimal(value),
        Optional.empty(),
        Optional.empty());
  }

  public ActivityRow recordedAt(Instant time) {
    return new ActivityRow(member, day, metric, value, Optional.of(time), source);
  }

  public ActivityRow from(String name) {
    return new ActivityRow(member, day, metric, value, recordedAt, Optional.of(new SourceId(name)));
  }
}
