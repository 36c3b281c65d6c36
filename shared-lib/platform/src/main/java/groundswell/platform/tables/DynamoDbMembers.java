package groundswell.platform.tables;

import groundswell.domain.VersionConflict;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.platform.tables.Table.Outcome;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The members in the Users table.
public final class DynamoDbMembers implements Members {
  private final Table users;

  public DynamoDbMembers(Table users) {
    this.users = users;
  }

  @Override
  public Optional<Member> find(TenantId tenant, MemberId id) {
    return users.get(MemberItems.key(tenant, id)).map(item -> MemberItems.fromImage(item).member());
  }

  @Override
  public Map<MemberId, Member> findAll(TenantId tenant, Collection<MemberId> ids) {
    return users.getAll(ids.stream().map(id -> MemberItems.key(tenant, id)), true).stream()
        .map(item -> MemberItems.fromImage(item).member())
        .collect(Collectors.toMap(Member::id, Function.identity()));
  }

  @Override
  public Page list(TenantId tenant, int part, Optional<MemberId> after, int limit) {
    var key = Keys.membersPart(tenant, part);
    var all = Query.ofIndex(MemberItems.INDEX, MemberItems.PART, key).limit(limit);
    var page =
        users.page(
            after
                .map(member -> Item.at(MemberItems.key(tenant, member)).with(MemberItems.PART, key))
                .map(all::after)
                .orElse(all));
    return new Page(page.items().stream().map(MemberItems::idOf).toList(), page.last().isPresent());
  }

  @Override
  public Optional<Member> saveIf(
      TenantId tenant, Member next, long expectedVersion, Origin origin) {
    var item = MemberItems.item(tenant, next, origin);
    return switch (users.putIf(item, expectedVersion)) {
      case Outcome.Written() -> Optional.empty();
      case Outcome.Refused(var stored) ->
          Optional.of(
              stored
                  .map(held -> MemberItems.fromImage(held).member())
                  .orElseThrow(() -> new VersionConflict("member " + next.id())));
    };
  }
}
