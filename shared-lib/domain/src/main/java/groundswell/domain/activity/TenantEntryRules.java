package groundswell.domain.activity;

import groundswell.domain.ids.TenantId;

/// Port: the entry rules of each tenant.
public interface TenantEntryRules {
  /// The tenant's own, else [EntryRules#DEFAULT]; strongly consistent.
  EntryRules of(TenantId tenant);

  void save(TenantId tenant, EntryRules rules);
}
