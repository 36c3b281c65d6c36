package groundswell.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Quantity;
import groundswell.domain.activity.EntryRules;
import groundswell.domain.activity.Metric;
import groundswell.domain.ids.MetricId;
import groundswell.platform.json.EntryRulesCodec;
import groundswell.platform.json.JsonObject;
import groundswell.platform.testing.TestEnvironment;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoringEntryRules {
  private final DynamoDbTenantEntryRules rules =
      new DynamoDbTenantEntryRules(TestEnvironment.ofTables());

  @Test
  void givesTheStacksRulesToATenantThatSetNothing() {
    assertThat(rules.of(TestEnvironment.newTenant()))
        .isEqualTo(EntryRulesCodec.decode(JsonObject.parse(TestEnvironment.ENTRY_RULES)));
  }

  @Test
  void readsBackATenantsOwn() {
    var tenant = TestEnvironment.newTenant();
    var own =
        EntryRules.of(
            List.of(
                new Metric(new MetricId("steps"), "steps", Quantity.of(100_000)),
                new Metric(new MetricId("weight_kg"), "kg", new Quantity(399_999))),
            30);

    rules.save(tenant, EntryRules.of(own.metrics().values().stream().limit(1).toList(), 7));
    rules.save(tenant, own);

    assertThat(rules.of(tenant)).isEqualTo(own);
  }
}
