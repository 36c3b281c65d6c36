package groundswell.platform.json;

import com.fasterxml.jackson.core.JsonGenerator;
import groundswell.domain.activity.EntryRules;
import groundswell.domain.activity.Metric;
import groundswell.domain.files.CodePage;
import groundswell.domain.ids.MetricId;
import groundswell.domain.members.TimeZone;
import groundswell.domain.settings.Settings;
import groundswell.domain.settings.TenantLimits;
import groundswell.domain.uploads.UploadPolicy;
import java.io.IOException;
import java.util.List;

/// A tenant's settings, both in requests and in the table:
/// ```
/// {"time_zone": "Europe/Berlin",
///  "metrics": [{"id": "steps", "unit": "steps", "daily_max": 200000, "decimals": 0}],
///  "back_entry_days": 400, "sources": {"count": "highest"}, "own_entries": true,
///  "code_page": "windows-1252", "inbox_policy": "partial",
///  "limits": {"open_uploads": 20, "recalculations_per_hour": 60}}
/// ```
/// Every field is required but `decimals` and `inbox_policy`, so that a page or a file shows all
/// that is decided. Without `decimals`, a metric has those of [Metric#usualDecimals]; without
/// `inbox_policy`, the policy is `partial`. The first error is an [InvalidJson] with its path.
public final class SettingsCodec {
  /// May stand beside the settings; see [groundswell.domain.settings.TenantSettings.Stored].
  public static final String VERSION = "version";

  private static final String TIME_ZONE = "time_zone";
  private static final String METRICS = "metrics";
  private static final String BACK_ENTRY_DAYS = "back_entry_days";
  private static final String SOURCES = "sources";
  private static final String OWN_ENTRIES = "own_entries";
  private static final String CODE_PAGE = "code_page";
  private static final String INBOX_POLICY = "inbox_policy";
  private static final String LIMITS = "limits";
  private static final String ID = "id";
  private static final String UNIT = "unit";
  private static final String DAILY_MAX = "daily_max";
  private static final String DECIMALS = "decimals";
  private static final String OPEN_UPLOADS = "open_uploads";
  private static final String RECALCULATIONS_PER_HOUR = "recalculations_per_hour";
  private static final List<String> KEYS =
      List.of(
          TIME_ZONE,
          METRICS,
          BACK_ENTRY_DAYS,
          SOURCES,
          OWN_ENTRIES,
          CODE_PAGE,
          INBOX_POLICY,
          LIMITS,
          VERSION);

  private SettingsCodec() {}

  public static Settings decode(JsonObject settings) {
    settings.allowOnly(KEYS);
    return new Settings(
        settings.read(TIME_ZONE, TimeZone::parse),
        entryRules(settings),
        SourcePolicyCodec.decode(settings.object(SOURCES)),
        settings.flag(OWN_ENTRIES),
        settings.read(CODE_PAGE, CodePage::of),
        settings.readIfPresent(INBOX_POLICY, UploadPolicy::of).orElse(new UploadPolicy.Partial()),
        limits(settings.object(LIMITS)));
  }

  /// The settings as JSON, in the format of [#decode].
  public static String encode(Settings settings) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeStringField(TIME_ZONE, settings.zone().id());
          json.writeArrayFieldStart(METRICS);
          for (var metric : settings.entries().metrics().values()) write(json, metric);
          json.writeEndArray();
          json.writeNumberField(BACK_ENTRY_DAYS, settings.entries().backEntryDaysMax());
          json.writeFieldName(SOURCES);
          SourcePolicyCodec.writer(settings.sources()).write(json);
          json.writeBooleanField(OWN_ENTRIES, settings.ownEntries());
          json.writeStringField(CODE_PAGE, settings.codePage().toString());
          json.writeStringField(INBOX_POLICY, settings.inboxPolicy().toString());
          json.writeObjectFieldStart(LIMITS);
          json.writeNumberField(OPEN_UPLOADS, settings.limits().openUploads());
          json.writeNumberField(RECALCULATIONS_PER_HOUR, settings.limits().recalculationsPerHour());
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static EntryRules entryRules(JsonObject settings) {
    var metrics = settings.objects(METRICS).stream().map(SettingsCodec::metric).toList();
    if (metrics.stream().map(Metric::id).distinct().count() < metrics.size())
      throw settings.error(METRICS, "two metrics have the same id");
    return settings.make(() -> EntryRules.of(metrics, settings.smallNumber(BACK_ENTRY_DAYS)));
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

  private static void write(JsonGenerator json, Metric metric) throws IOException {
    json.writeStartObject();
    json.writeStringField(ID, metric.id().value());
    json.writeStringField(UNIT, metric.unit());
    Json.writeQuantity(json, DAILY_MAX, metric.dailyMax());
    json.writeNumberField(DECIMALS, metric.decimals());
    json.writeEndObject();
  }

  private static TenantLimits limits(JsonObject limits) {
    limits.allowOnly(List.of(OPEN_UPLOADS, RECALCULATIONS_PER_HOUR));
    return limits.make(
        () ->
            new TenantLimits(
                limits.smallNumber(OPEN_UPLOADS), limits.smallNumber(RECALCULATIONS_PER_HOUR)));
  }
}
