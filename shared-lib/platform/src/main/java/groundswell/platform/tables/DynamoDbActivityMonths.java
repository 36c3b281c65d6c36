package groundswell.platform.tables;

import static groundswell.platform.tables.Attribute.attribute;

import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.ids.MemberId;
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

  @Override
  public Page list(TenantId tenant, MemberId member, Optional<MonthKey> after, int limit) {
    var all =
        Query.of(Keys.member(tenant, member))
            .and(attribute(Item.SORT_KEY).startsWith(Keys.ACTIVITY))
            .limit(limit);
    var page =
        users.page(
            after.map(month -> all.after(Item.at(MonthItems.key(tenant, month)))).orElse(all));
    var months =
        page.items().stream()
            .map(MonthItems::fromImage)
            .map(image -> new MemberMonth(image.key(), image.month()))
            .toList();
    return new Page(months, page.last().isPresent());
  }

  @Override
  public void delete(TenantId tenant, MonthKey key, long versionMax) {
    users.deleteIf(
        MonthItems.key(tenant, key), Condition.versionIsAtMost(Item.VERSION, versionMax));
  }
}
