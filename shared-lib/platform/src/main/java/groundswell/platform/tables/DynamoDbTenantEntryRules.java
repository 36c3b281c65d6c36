package groundswell.platform.tables;

import groundswell.domain.activity.EntryRules;
import groundswell.domain.activity.TenantEntryRules;
import groundswell.domain.ids.TenantId;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.json.EntryRulesCodec;
import groundswell.platform.json.JsonObject;

/// The tenants' entry rules in the Operations table.
public final class DynamoDbTenantEntryRules implements TenantEntryRules {
  private static final String RULES = "d";

  private final Table operations;

  public DynamoDbTenantEntryRules(FunctionEnvironment environment) {
    operations = new Table(environment, "OPERATIONS_TABLE");
  }

  @Override
  public EntryRules of(TenantId tenant) {
    return operations
        .get(Item.key(Keys.tenant(tenant), Keys.ENTRY_RULES))
        .map(item -> EntryRulesCodec.decode(JsonObject.parse(Item.of(item).text(RULES))))
        .orElse(EntryRules.DEFAULT);
  }

  @Override
  public void save(TenantId tenant, EntryRules rules) {
    operations.put(
        Item.at(Keys.tenant(tenant), Keys.ENTRY_RULES)
            .with(RULES, EntryRulesCodec.encode(rules))
            .attributes());
  }
}
