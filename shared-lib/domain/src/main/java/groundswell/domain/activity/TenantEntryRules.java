package groundswell.domain.activity;

import groundswell.domain.Versions;
import groundswell.domain.ids.TenantId;
import java.time.Instant;

/// Port: the entry rules of each tenant.
public interface TenantEntryRules {
  /// The tenant's own, strongly consistent; else those that the operator keeps for all.
  Stored find(TenantId tenant);

  /// Saves rules if those of the tenant still have the expected version.
  ///
  /// @param expected [Versions#NONE] if the tenant had none of its own
  /// @return whether they had
  boolean saveIf(TenantId tenant, Stored next, long expected);

  /// @param version [Versions#NONE] of those that the operator keeps
  record Stored(EntryRules rules, long version) {
    public Stored next(EntryRules wanted, Instant now) {
      return new Stored(wanted, Versions.next(version, now));
    }
  }
}
