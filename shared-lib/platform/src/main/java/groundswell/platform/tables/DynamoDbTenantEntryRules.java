package groundswell.platform.tables;

import groundswell.domain.activity.EntryRules;
import groundswell.domain.activity.TenantEntryRules;
import groundswell.domain.ids.TenantId;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Once;
import groundswell.platform.json.EntryRulesCodec;
import groundswell.platform.json.JsonObject;
import java.util.function.Supplier;
import software.amazon.lambda.powertools.parameters.ssm.SSMProvider;

/// The tenants' entry rules in the Operations table. Those of tenants that set none are a parameter
/// of the stack, which an operator may change without a deployment.
public final class DynamoDbTenantEntryRules implements TenantEntryRules {
  private static final String RULES = "d";

  private final Table operations;
  private final Supplier<SSMProvider> parameters;
  private final String defaultRules;

  public DynamoDbTenantEntryRules(FunctionEnvironment environment) {
    operations = new Table(environment, "OPERATIONS_TABLE");
    parameters =
        new Once<>(() -> SSMProvider.builder().withClient(environment.aws().ssm()).build());
    defaultRules = environment.require("ENTRY_RULES_PARAMETER");
  }

  @Override
  public EntryRules of(TenantId tenant) {
    var own = operations.get(Item.key(Keys.tenant(tenant), Keys.ENTRY_RULES));
    var json =
        own.map(item -> Item.of(item).text(RULES))
            .orElseGet(() -> parameters.get().get(defaultRules));
    return EntryRulesCodec.decode(JsonObject.parse(json));
  }

  @Override
  public void save(TenantId tenant, EntryRules rules) {
    operations.put(
        Item.at(Keys.tenant(tenant), Keys.ENTRY_RULES)
            .with(RULES, EntryRulesCodec.encode(rules))
            .attributes());
  }
}
