package groundswell.domain.activity;

import groundswell.domain.ids.TenantId;

/// Port: the entry rules of each tenant.
public interface TenantEntryRules {
  /// The tenant's own, strongly consistent; else those that the operator keeps for all.
  EntryRules of(TenantId tenant);

  void save(TenantId tenant, EntryRules rules);
}
