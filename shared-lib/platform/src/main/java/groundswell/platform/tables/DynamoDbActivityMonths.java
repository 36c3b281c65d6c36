package groundswell.platform.tables;

import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.ids.TenantId;
import groundswell.platform.tables.Table.Outcome;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The activity months in the Users table.
public final class DynamoDbActivityMonths implements ActivityMonths {
  private final Table users;

  public DynamoDbActivityMonths(Table users) {
    this.users = users;
  }

  @Override
  public Map<MonthKey, StoredMonth> read(
      TenantId tenant, Collection<MonthKey> keys, Consistency consistency) {
    boolean consistent =
        switch (consistency) {
          case EVENTUAL -> false;
          case STRONG -> true;
        };
    return users.getAll(keys.stream().map(key -> MonthItems.key(tenant, key)), consistent).stream()
        .map(MonthItems::fromImage)
        .collect(Collectors.toMap(MonthItems.Image::key, MonthItems.Image::month));
  }

  @Override
  public Optional<StoredMonth> saveIf(
      TenantId tenant, MonthKey key, StoredMonth next, long expectedVersion) {
    var item = MonthItems.item(tenant, key, next);
    return switch (users.putIf(item, expectedVersion)) {
      case Outcome.Written() -> Optional.empty();
      case Outcome.Refused(var stored) ->
          Optional.of(
              stored.map(held -> MonthItems.fromImage(held).month()).orElse(StoredMonth.NONE));
    };
  }
}
