package groundswell.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Quantity;
import groundswell.domain.Versions;
import groundswell.domain.activity.EntryRules;
import groundswell.domain.activity.Metric;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.files.CodePage;
import groundswell.domain.ids.MetricId;
import groundswell.domain.members.TimeZone;
import groundswell.domain.settings.Settings;
import groundswell.domain.settings.TenantLimits;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.platform.json.JsonObject;
import groundswell.platform.json.SettingsCodec;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoringSettings {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final Settings OWN =
      settings(
          EntryRules.of(
              List.of(
                  new Metric(new MetricId("steps"), "steps", Quantity.of(100_000), 0),
                  new Metric(new MetricId("weight_kg"), "kg", new Quantity(399_999), 2)),
              30));
  private static final Settings OTHER =
      settings(
          EntryRules.of(
              List.of(new Metric(new MetricId("steps"), "steps", Quantity.of(50_000), 0)), 7));

  private final DynamoDbTenantSettings settings = new Wiring(TestEnvironment.ofTables()).settings();

  @Test
  void givesTheStacksSettingsToATenantThatSetNothing() {
    var stored = settings.find(TestEnvironment.newTenant());

    assertThat(stored.settings())
        .isEqualTo(SettingsCodec.decode(JsonObject.parse(TestEnvironment.SETTINGS)));
    assertThat(stored.version()).isEqualTo(Versions.NONE);
  }

  @Test
  void readsBackATenantsOwn() {
    var tenant = TestEnvironment.newTenant();
    var first = settings.find(tenant).next(OWN, NOW);
    var second = first.next(OTHER, NOW);

    assertThat(settings.saveIf(tenant, first, Versions.NONE)).isTrue();
    assertThat(settings.saveIf(tenant, second, first.version())).isTrue();

    assertThat(settings.find(tenant)).isEqualTo(second);
  }

  @Test
  void keepsWhatAnotherSavedMeanwhile() {
    var tenant = TestEnvironment.newTenant();
    var read = settings.find(tenant);
    var one = read.next(OWN, NOW);
    var other = read.next(OTHER, NOW);

    assertThat(settings.saveIf(tenant, one, read.version())).isTrue();
    assertThat(settings.saveIf(tenant, other, read.version())).isFalse();

    assertThat(settings.find(tenant)).isEqualTo(one);
  }

  private static Settings settings(EntryRules entries) {
    return new Settings(
        new TimeZone("Europe/Berlin"),
        entries,
        SourcePolicy.of(new SourcePolicy.Choice.Sum()),
        false,
        CodePage.of("windows-1252"),
        new UploadPolicy.AbortOver(5),
        new TenantLimits(3, 4));
  }
}
