package groundswell.platform.tenants;

import groundswell.domain.ids.TenantId;
import groundswell.platform.events.Envelope;
import java.util.Map;

/// Starts the erasure of a tenant that is marked as removed.
public record TenantRemovalCommand(TenantId tenant) {
  public static final String TYPE = "EraseTenant";

  public String message() {
    return Envelope.command(TYPE, Map.of("tenant", tenant.value(), "last", false));
  }
}
