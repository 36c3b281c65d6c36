package groundswell.domain.activity;

import groundswell.domain.ids.TenantId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Port: the stored activity months.
public interface ActivityMonths {
  /// The stored ones among the months. Any number may be asked for.
  Map<MonthKey, StoredMonth> read(
      TenantId tenant, Collection<MonthKey> keys, Consistency consistency);

  /// @param expectedVersion the version that was read, [groundswell.domain.Versions#NONE] for none
  /// @return empty if saved, else the month that stands
  Optional<StoredMonth> saveIf(
      TenantId tenant, MonthKey key, StoredMonth next, long expectedVersion);

  /// How a read relates to writes that have returned. Eventual is enough where the data only rises
  /// and a write is conditioned on what was read.
  enum Consistency {
    EVENTUAL,
    STRONG
  }
}
