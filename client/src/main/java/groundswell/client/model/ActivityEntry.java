package groundswell.client.model;

import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One value of one day.
///
/// @param recordedAt when it was measured; null for its time of arrival
/// @param correction whether it overrides the measured value
public record ActivityEntry(
    LocalDate date,
    MetricId metric,
    BigDecimal value,
    @Nullable Instant recordedAt,
    @Nullable SourceId source,
    boolean correction) {}
