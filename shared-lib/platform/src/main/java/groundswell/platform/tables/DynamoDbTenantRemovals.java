package groundswell.platform.tables;

import static groundswell.platform.tables.Attribute.attribute;

import groundswell.domain.ids.TenantId;
import groundswell.domain.tenants.TenantRemoval;
import groundswell.domain.tenants.TenantRemovals;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The removals of tenants in the Operations table.
public final class DynamoDbTenantRemovals implements TenantRemovals {
  private static final String AT = "a";
  private static final String BY = "b";
  private static final String ENDED_AT = "d";
  private static final String FIRST = "FIRST#";
  private static final String LAST = "LAST#";

  private final Table operations;

  public DynamoDbTenantRemovals(Table operations) {
    this.operations = operations;
  }

  @Override
  public Optional<TenantRemoval> find(TenantId tenant) {
    return operations.get(key(tenant)).map(item -> removal(tenant, item));
  }

  @Override
  public TenantRemoval put(TenantRemoval removal) {
    return switch (operations.putIf(item(removal), Condition.isNew())) {
      case Table.Outcome.Written() -> removal;
      case Table.Outcome.Refused(var stored) ->
          stored.map(item -> removal(removal.tenant(), item)).orElse(removal);
    };
  }

  @Override
  public void putErased(TenantId tenant, boolean last, String part) {
    operations.put(Item.at(Keys.tenant(tenant), prefix(last) + part));
  }

  @Override
  public Set<String> erased(TenantId tenant, boolean last) {
    return marks(tenant, prefix(last))
        .map(mark -> mark.sort().substring(prefix(last).length()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The removal ends first: a crash between the two writes leaves marks that nobody needs, and a
  /// message that comes again deletes them.
  @Override
  public void end(TenantRemoval ended) {
    operations.put(item(ended));
    operations.deleteAll(
        Stream.of(true, false).flatMap(last -> marks(ended.tenant(), prefix(last))).toList());
  }

  private Stream<Key> marks(TenantId tenant, String prefix) {
    var marks = Query.of(Keys.tenant(tenant)).and(attribute(Item.SORT_KEY).startsWith(prefix));
    return operations.query(marks).map(Item::key);
  }

  private static String prefix(boolean last) {
    return Keys.REMOVAL + "#" + (last ? LAST : FIRST);
  }

  private static Key key(TenantId tenant) {
    return new Key(Keys.tenant(tenant), Keys.REMOVAL);
  }

  private static Item item(TenantRemoval removal) {
    var item = Item.at(key(removal.tenant())).with(AT, removal.orderedAt()).with(BY, removal.by());
    removal.endedAt().ifPresent(at -> item.with(ENDED_AT, at));
    return item;
  }

  private static TenantRemoval removal(TenantId tenant, Item item) {
    return new TenantRemoval(
        tenant,
        item.time(AT),
        item.text(BY),
        item.has(ENDED_AT) ? Optional.of(item.time(ENDED_AT)) : Optional.empty());
  }
}
