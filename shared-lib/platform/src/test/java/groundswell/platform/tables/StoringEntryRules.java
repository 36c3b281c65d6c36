package groundswell.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Quantity;
import groundswell.domain.Versions;
import groundswell.domain.activity.EntryRules;
import groundswell.domain.activity.Metric;
import groundswell.domain.ids.MetricId;
import groundswell.platform.json.EntryRulesCodec;
import groundswell.platform.json.JsonObject;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoringEntryRules {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final EntryRules OWN =
      EntryRules.of(
          List.of(
              new Metric(new MetricId("steps"), "steps", Quantity.of(100_000)),
              new Metric(new MetricId("weight_kg"), "kg", new Quantity(399_999))),
          30);
  private static final EntryRules OTHER =
      EntryRules.of(List.of(new Metric(new MetricId("steps"), "steps", Quantity.of(50_000))), 7);

  private final DynamoDbTenantEntryRules rules =
      new Wiring(TestEnvironment.ofTables()).entryRules();

  @Test
  void givesTheStacksRulesToATenantThatSetNothing() {
    var stored = rules.find(TestEnvironment.newTenant());

    assertThat(stored.rules())
        .isEqualTo(EntryRulesCodec.decode(JsonObject.parse(TestEnvironment.ENTRY_RULES)));
    assertThat(stored.version()).isEqualTo(Versions.NONE);
  }

  @Test
  void readsBackATenantsOwn() {
    var tenant = TestEnvironment.newTenant();
    var first = rules.find(tenant).next(OWN, NOW);
    var second = first.next(OTHER, NOW);

    assertThat(rules.saveIf(tenant, first, Versions.NONE)).isTrue();
    assertThat(rules.saveIf(tenant, second, first.version())).isTrue();

    assertThat(rules.find(tenant)).isEqualTo(second);
  }

  @Test
  void keepsWhatAnotherSavedMeanwhile() {
    var tenant = TestEnvironment.newTenant();
    var read = rules.find(tenant);
    var one = read.next(OWN, NOW);
    var other = read.next(OTHER, NOW);

    assertThat(rules.saveIf(tenant, one, read.version())).isTrue();
    assertThat(rules.saveIf(tenant, other, read.version())).isFalse();

    assertThat(rules.find(tenant)).isEqualTo(one);
  }
}
