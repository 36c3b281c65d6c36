package groundswell.domain.activity;

import groundswell.domain.Versions;
import groundswell.domain.ids.TenantId;
import java.time.Instant;

/// Port: the entry rules of each tenant.
public interface TenantEntryRules {
  /// The tenant's own rules, strongly consistent; else the operator's default.
  Stored find(TenantId tenant);

  /// Saves rules if the tenant's rules still have the expected version.
  ///
  /// @param expected [Versions#NONE] if the tenant had none of its own
  /// @return whether they were saved
  boolean saveIf(TenantId tenant, Stored next, long expected);

  /// @param version [Versions#NONE] for the operator's default
  record Stored(EntryRules rules, long version) {
    public Stored next(EntryRules wanted, Instant now) {
      return new Stored(wanted, Versions.next(version, now));
    }
  }
}
