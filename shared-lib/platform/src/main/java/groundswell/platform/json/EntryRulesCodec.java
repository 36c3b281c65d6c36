package groundswell.platform.json;

import groundswell.domain.activity.EntryRules;
import groundswell.domain.activity.Metric;
import groundswell.domain.ids.MetricId;
import java.util.List;

/// A tenant's entry rules, both in requests and in the table: `{"metrics": [{"id": "steps", "unit":
/// "steps", "daily_max": 200000, "decimals": 0}], "back_entry_days": 400}`. Without `decimals`, a
/// metric has those of [Metric#usualDecimals]. The first error is an [InvalidJson] with its path.
public final class EntryRulesCodec {
  private static final String METRICS = "metrics";
  private static final String BACK_ENTRY_DAYS = "back_entry_days";
  private static final String ID = "id";
  private static final String UNIT = "unit";
  private static final String DAILY_MAX = "daily_max";
  private static final String DECIMALS = "decimals";

  private EntryRulesCodec() {}

  public static EntryRules decode(JsonObject rules) {
    rules.allowOnly(List.of(METRICS, BACK_ENTRY_DAYS));
    var metrics = rules.objects(METRICS).stream().map(EntryRulesCodec::metric).toList();
    if (metrics.stream().map(Metric::id).distinct().count() < metrics.size())
      throw rules.error(METRICS, "two metrics have the same id");
    return rules.make(() -> EntryRules.of(metrics, rules.smallNumber(BACK_ENTRY_DAYS)));
  }

  /// The rules as JSON, in the format of [#decode].
  public static String encode(EntryRules rules) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart(METRICS);
          for (var metric : rules.metrics().values()) {
            json.writeStartObject();
            json.writeStringField(ID, metric.id().value());
            json.writeStringField(UNIT, metric.unit());
            Json.writeQuantity(json, DAILY_MAX, metric.dailyMax());
            json.writeNumberField(DECIMALS, metric.decimals());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeNumberField(BACK_ENTRY_DAYS, rules.backEntryDaysMax());
          json.writeEndObject();
        });
  }

  private static Metric metric(JsonObject metric) {
    metric.allowOnly(List.of(ID, UNIT, DAILY_MAX, DECIMALS));
    var id = metric.read(ID, MetricId::new);
    return metric.make(
        () ->
            new Metric(
                id,
                metric.text(UNIT),
                metric.quantity(DAILY_MAX),
                metric.has(DECIMALS) ? metric.smallNumber(DECIMALS) : Metric.usualDecimals(id)));
  }
}
