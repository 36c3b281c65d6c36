package groundswell.domain.activity;

import groundswell.domain.ids.TenantId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Port: the stored activity months.
public interface ActivityMonths {
  /// Those of the months that are stored. Takes any number of months.
  Map<MonthKey, StoredMonth> read(
      TenantId tenant, Collection<MonthKey> keys, Consistency consistency);

  /// @param expectedVersion the version that was read, [groundswell.domain.Versions#NONE] for none
  /// @return empty if saved, else the stored month
  Optional<StoredMonth> saveIf(
      TenantId tenant, MonthKey key, StoredMonth next, long expectedVersion);

  /// How a read relates to completed writes. Eventual is enough where the data only grows and
  /// writes are conditional on what was read.
  enum Consistency {
    EVENTUAL,
    STRONG
  }
}
