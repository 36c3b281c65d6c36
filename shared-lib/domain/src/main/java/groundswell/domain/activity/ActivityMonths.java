package groundswell.domain.activity;

import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import java.util.Collection;
import java.util.List;
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

  /// A page of all months of a member, by metric and month; strongly consistent.
  ///
  /// @param after the last month of the previous page
  Page list(TenantId tenant, MemberId member, Optional<MonthKey> after, int limit);

  /// Deletes a month of a member who is erased, unless it was written later.
  ///
  /// @param versionMax the greatest version that is deleted
  void delete(TenantId tenant, MonthKey key, long versionMax);

  /// @param more whether a later page may hold months
  record Page(List<MemberMonth> months, boolean more) {
    public Page {
      months = List.copyOf(months);
    }
  }

  record MemberMonth(MonthKey key, StoredMonth month) {}

  /// How a read relates to completed writes. Eventual is enough where the data only grows and
  /// writes are conditional on what was read.
  enum Consistency {
    EVENTUAL,
    STRONG
  }
}
