package groundswell.client.model;

import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One value of one day.
///
/// @param recordedAt when it was measured; when it arrives if null
/// @param correction whether it overrules what was measured
public record ActivityEntry(
    LocalDate date,
    MetricId metric,
    BigDecimal value,
    @Nullable Instant recordedAt,
    @Nullable SourceId source,
    boolean correction) {}
