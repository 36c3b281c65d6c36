package groundswell.platform.tables;

import groundswell.domain.Versions;
import groundswell.domain.activity.EntryRules;
import groundswell.domain.activity.TenantEntryRules;
import groundswell.domain.ids.TenantId;
import groundswell.platform.Once;
import groundswell.platform.json.EntryRulesCodec;
import groundswell.platform.json.JsonObject;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.lambda.powertools.parameters.ssm.SSMProvider;

/// The tenants' entry rules in the Operations table. The default for tenants without any is a
/// parameter of the stack, which an operator can change without a deployment.
public final class DynamoDbTenantEntryRules implements TenantEntryRules {
  private static final String RULES = "d";

  private final Table operations;
  private final Supplier<SSMProvider> parameters;
  private final String defaultRules;

  public DynamoDbTenantEntryRules(Table operations, Supplier<SsmClient> ssm, String defaultRules) {
    this.operations = operations;
    parameters = new Once<>(() -> SSMProvider.builder().withClient(ssm.get()).build());
    this.defaultRules = defaultRules;
  }

  @Override
  public Stored find(TenantId tenant) {
    return operations
        .get(key(tenant))
        .map(own -> new Stored(decode(own.text(RULES)), own.number(Item.VERSION)))
        .orElseGet(() -> new Stored(decode(parameters.get().get(defaultRules)), Versions.NONE));
  }

  @Override
  public boolean saveIf(TenantId tenant, Stored next, long expected) {
    var item =
        Item.at(key(tenant))
            .with(RULES, EntryRulesCodec.encode(next.rules()))
            .with(Item.VERSION, next.version());
    return operations.putIf(item, expected).isWritten();
  }

  private static Key key(TenantId tenant) {
    return new Key(Keys.tenant(tenant), Keys.ENTRY_RULES);
  }

  private static EntryRules decode(String json) {
    return EntryRulesCodec.decode(JsonObject.parse(json));
  }
}
