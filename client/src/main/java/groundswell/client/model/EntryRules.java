package groundswell.client.model;

import groundswell.domain.ids.MetricId;
import java.math.BigDecimal;
import java.util.List;

/// What the tenant's members may enter.
public record EntryRules(List<Metric> metrics, int backEntryDays) {
  public EntryRules {
    metrics = List.copyOf(metrics);
  }

  public record Metric(MetricId id, String unit, BigDecimal dailyMax, int decimals) {}
}
