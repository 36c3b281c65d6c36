package groundswell.domain.activity;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import java.time.YearMonth;

/// Identifies an activity month of a tenant.
public record MonthKey(MemberId member, MetricId metric, YearMonth month) {}
