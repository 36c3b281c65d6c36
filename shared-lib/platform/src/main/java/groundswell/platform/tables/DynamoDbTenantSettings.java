package groundswell.platform.tables;

import groundswell.domain.Versions;
import groundswell.domain.ids.TenantId;
import groundswell.domain.settings.Settings;
import groundswell.domain.settings.TenantSettings;
import groundswell.platform.Lazy;
import groundswell.platform.json.JsonObject;
import groundswell.platform.json.SettingsCodec;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.lambda.powertools.parameters.ssm.SSMProvider;

/// The tenants' settings in the Operations table. The default for tenants without any is a
/// parameter of the stack, which an operator can change without a deployment.
public final class DynamoDbTenantSettings implements TenantSettings {
  private static final String SETTINGS = "d";

  private final Table operations;
  private final Supplier<SSMProvider> parameters;
  private final String defaultSettings;

  public DynamoDbTenantSettings(Table operations, Supplier<SsmClient> ssm, String defaultSettings) {
    this.operations = operations;
    parameters = new Lazy<>(() -> SSMProvider.builder().withClient(ssm.get()).build());
    this.defaultSettings = defaultSettings;
  }

  @Override
  public Stored find(TenantId tenant) {
    return operations
        .get(key(tenant))
        .map(own -> new Stored(decode(own.text(SETTINGS)), own.number(Item.VERSION)))
        .orElseGet(() -> new Stored(decode(parameters.get().get(defaultSettings)), Versions.NONE));
  }

  @Override
  public boolean saveIf(TenantId tenant, Stored next, long expected) {
    var item =
        Item.at(key(tenant))
            .with(SETTINGS, SettingsCodec.encode(next.settings()))
            .with(Item.VERSION, next.version());
    return operations.putIf(item, expected).isWritten();
  }

  private static Key key(TenantId tenant) {
    return new Key(Keys.tenant(tenant), Keys.SETTINGS);
  }

  private static Settings decode(String json) {
    return SettingsCodec.decode(JsonObject.parse(json));
  }
}
