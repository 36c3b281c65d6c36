package groundswell.platform.tables;

import static groundswell.platform.tables.Attribute.attribute;

import groundswell.domain.ids.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Counts how often a tenant has asked for something expensive in this hour. The counts are in the
/// Operations table, so that all instances share them.
public final class TenantQuotas {
  private static final String PREFIX = "QUOTA#";
  private static final String COUNT = "n";
  private static final Duration LIFE = Duration.ofHours(2);

  private final Table operations;
  private final InstantSource clock;

  public TenantQuotas(Table operations, InstantSource clock) {
    this.operations = operations;
    this.clock = clock;
  }

  /// Uses one unit of the tenant's quota for this hour.
  ///
  /// @param what for example `recalculation`
  /// @return false if the quota is used up
  public boolean take(TenantId tenant, String what, int perHour) {
    var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    var key = new Key(Keys.tenant(tenant), PREFIX + what + "#" + hour);
    var count = attribute(COUNT);
    return operations
        .update(
            Update.of(key)
                .add(COUNT, 1)
                .expiringAt(hour.plus(LIFE))
                .onlyIf(count.isAbsent().or(count.isLessThan(perHour))))
        .isWritten();
  }
}
