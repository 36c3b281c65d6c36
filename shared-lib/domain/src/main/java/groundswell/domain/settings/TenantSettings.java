package groundswell.domain.settings;

import groundswell.domain.Versions;
import groundswell.domain.ids.TenantId;
import java.time.Instant;

/// Port: the settings of each tenant.
public interface TenantSettings {
  /// The tenant's own settings, strongly consistent; else the operator's default.
  Stored find(TenantId tenant);

  /// Saves settings if the tenant's settings still have the expected version.
  ///
  /// @param expected [Versions#NONE] if the tenant had none of its own
  /// @return whether they were saved
  boolean saveIf(TenantId tenant, Stored next, long expected);

  /// @param version [Versions#NONE] for the operator's default
  record Stored(Settings settings, long version) {
    public Stored next(Settings wanted, Instant now) {
      return new Stored(wanted, Versions.next(version, now));
    }
  }
}
