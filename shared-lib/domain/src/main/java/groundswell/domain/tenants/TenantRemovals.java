package groundswell.domain.tenants;

import groundswell.domain.ids.TenantId;
import java.util.Optional;
import java.util.Set;

/// Port: the removals of tenants. Every read is strongly consistent.
public interface TenantRemovals {
  Optional<TenantRemoval> find(TenantId tenant);

  /// Whether a tenant is removed, or being removed.
  default boolean isRemoved(TenantId tenant) {
    return find(tenant).isPresent();
  }

  /// Stores a removal, unless the tenant has one.
  ///
  /// @return the one that is stored then
  TenantRemoval put(TenantRemoval removal);

  /// Records that a part of what is stored is erased.
  ///
  /// @param last whether in the last pass
  void putErased(TenantId tenant, boolean last, String part);

  /// The parts that are erased.
  Set<String> erased(TenantId tenant, boolean last);

  /// Stores a removal that has ended, and forgets which parts were erased.
  void end(TenantRemoval ended);
}
