package groundswell.api;

import groundswell.domain.Quantity;
import groundswell.domain.activity.EntryRules;
import groundswell.domain.activity.Metric;
import groundswell.domain.activity.TenantEntryRules;
import groundswell.domain.ids.MetricId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The tenant's metrics, and how far back a day may lie.
final class EntryRulesRoutes {
  private static final Set<String> FIELDS = Set.of("metrics", "back_entry_days");
  private static final Set<String> METRIC_FIELDS = Set.of("name", "unit", "daily_max");

  private final TenantEntryRules rules;

  EntryRulesRoutes(TenantEntryRules rules) {
    this.rules = rules;
  }

  void addTo(Router router) {
    router
        .add("GET /entry-rules", Access.SHARED, this::get)
        .add("PUT /entry-rules", Access.MANAGE, this::put);
  }

  private Answer get(Request request) {
    return Answer.ok(view(rules.of(request.tenant())));
  }

  private Answer put(Request request) {
    var fields = Fields.of(request.json(), FIELDS);
    var days = fields.requiredWhole("back_entry_days");
    var metrics = metrics(fields);
    fields.check();
    try {
      var next = EntryRules.of(metrics, Math.clamp(days.orElseThrow(), 0, Integer.MAX_VALUE));
      rules.save(request.tenant(), next);
      return Answer.ok(view(next));
    } catch (IllegalArgumentException e) {
      throw HttpProblem.invalid("back_entry_days", String.valueOf(e.getMessage()));
    }
  }

  private static List<Metric> metrics(Fields fields) {
    var metrics = new ArrayList<Metric>();
    var seen = new HashSet<MetricId>();
    for (var field : fields.objects("metrics", EntryRules.METRICS_MAX, METRIC_FIELDS)) {
      var name = field.required("name", MetricId::new);
      var unit = field.required("unit", text -> text);
      var dailyMax = field.required("daily_max", EntryRulesRoutes::quantity);
      if (name.isPresent() && !seen.add(name.get())) field.fail("name", "occurs twice");
      if (name.isEmpty() || unit.isEmpty() || dailyMax.isEmpty()) continue;
      metric(field, name.get(), unit.get(), dailyMax.get()).ifPresent(metrics::add);
    }
    return metrics;
  }

  private static Optional<Metric> metric(
      Fields field, MetricId name, String unit, Quantity dailyMax) {
    try {
      return Optional.of(new Metric(name, unit, dailyMax));
    } catch (IllegalArgumentException e) {
      field.fail("name", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Quantity quantity(String text) {
    return Quantity.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is no decimal with up to three places".formatted(text)));
  }

  private static RulesView view(EntryRules rules) {
    return new RulesView(
        rules.metrics().values().stream()
            .map(
                metric ->
                    new MetricView(
                        metric.id().value(), metric.unit(), Json.number(metric.dailyMax())))
            .toList(),
        rules.backEntryDaysMax());
  }

  record RulesView(List<MetricView> metrics, int backEntryDays) {}

  record MetricView(String name, String unit, BigDecimal dailyMax) {}
}
