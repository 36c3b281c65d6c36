package groundswell.client.model;

import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a source says about one day.
///
/// @param value the day's total; null if it is withdrawn
/// @param withdraw whether the source takes back what it had said
/// @param recordedAt when it was measured; null for its time of arrival
/// @param source null for `manual`
public record ActivityEntry(
    LocalDate date,
    MetricId metric,
    @Nullable BigDecimal value,
    boolean withdraw,
    @Nullable Instant recordedAt,
    @Nullable SourceId source) {}
