package groundswell.client.model;

import groundswell.domain.ids.MetricId;
import java.math.BigDecimal;
import java.util.List;

/// What the tenant decides for itself, as far as the metrics are concerned. The answer has it all.
public record Settings(List<Metric> metrics, int backEntryDays, boolean ownEntries) {
  public Settings {
    metrics = List.copyOf(metrics);
  }

  public record Metric(MetricId id, String unit, BigDecimal dailyMax, int decimals) {}
}
