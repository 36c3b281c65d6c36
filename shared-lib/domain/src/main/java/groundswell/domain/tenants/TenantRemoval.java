package groundswell.domain.tenants;

import groundswell.domain.ids.TenantId;
import java.time.Instant;
import java.util.Optional;

/// That a tenant was removed. It is stored before anything is erased, and stays for good: everybody
/// looks at it before anything is done for the tenant, so that nothing comes back.
///
/// @param by who ordered it
/// @param endedAt when all was erased; empty while that goes on
public record TenantRemoval(
    TenantId tenant, Instant orderedAt, String by, Optional<Instant> endedAt) {
  public boolean isEnded() {
    return endedAt.isPresent();
  }

  public TenantRemoval ended(Instant at) {
    return new TenantRemoval(tenant, orderedAt, by, Optional.of(at));
  }
}
