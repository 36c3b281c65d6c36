package groundswell.platform.tables;

import static groundswell.platform.tables.Attribute.attribute;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import groundswell.domain.VersionConflict;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Erasure;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.platform.Parallel;
import groundswell.platform.tables.Table.Outcome;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The members in the Users table.
public final class DynamoDbMembers implements Members {
  private static final String AT = "a";

  /// As DynamoDB orders texts (DynamoDB developer guide, "Supported data types and naming rules").
  private static final Comparator<MemberId> BY_UTF_8 =
      Comparator.comparing(id -> id.value().getBytes(UTF_8), Arrays::compareUnsigned);

  private final Table users;

  public DynamoDbMembers(Table users) {
    this.users = users;
  }

  @Override
  public Optional<Member> find(TenantId tenant, MemberId id) {
    return findAny(tenant, id).filter(member -> !member.isErased());
  }

  @Override
  public Optional<Member> findAny(TenantId tenant, MemberId id) {
    return users.get(MemberItems.key(tenant, id)).map(item -> MemberItems.fromImage(item).member());
  }

  @Override
  public Map<MemberId, Member> findAll(TenantId tenant, Collection<MemberId> ids) {
    return users.getAll(ids.stream().map(id -> MemberItems.key(tenant, id)), true).stream()
        .map(item -> MemberItems.fromImage(item).member())
        .filter(member -> !member.isErased())
        .collect(Collectors.toMap(Member::id, Function.identity()));
  }

  @Override
  public Map<MemberId, Erasure> erasures(TenantId tenant, Collection<MemberId> ids) {
    var keys = new HashMap<Key, MemberId>();
    for (var id : ids) keys.put(Keys.erasure(tenant, id), id);
    return users.getAll(keys.keySet().stream(), true).stream()
        .collect(
            Collectors.toMap(
                item -> requireNonNull(keys.get(item.key())),
                item -> new Erasure(item.time(AT), item.number(Item.VERSION))));
  }

  @Override
  public void putErasure(TenantId tenant, MemberId id, Erasure erasure) {
    users.put(
        Item.at(Keys.erasure(tenant, id))
            .with(MemberItems.PART, Keys.erasuresPart(tenant, Keys.partOf(id)))
            .with(AT, erasure.at())
            .with(Item.VERSION, erasure.version()));
  }

  @Override
  public void delete(TenantId tenant, MemberId id, long version) {
    users.deleteIf(MemberItems.key(tenant, id), attribute(Item.VERSION).is(version));
  }

  @Override
  public List<MemberId> list(TenantId tenant, String prefix, Optional<MemberId> after, int limit) {
    var found = new ConcurrentLinkedQueue<MemberId>();
    var parts = IntStream.range(0, PARTS).boxed().toList();
    Parallel.forEach(
        parts,
        PARTS,
        part ->
            found.addAll(ids(part(tenant, part, after, limit).and(beginsWith(tenant, prefix)))));
    return found.stream().sorted(BY_UTF_8).limit(limit).toList();
  }

  private List<MemberId> ids(Query query) {
    return users.page(query).items().stream().map(MemberItems::idOf).toList();
  }

  private static Condition beginsWith(TenantId tenant, String prefix) {
    return attribute(Item.PARTITION_KEY).startsWith(Keys.memberPrefix(tenant, prefix));
  }

  private static Query part(TenantId tenant, int part, Optional<MemberId> after, int limit) {
    var key = Keys.membersPart(tenant, part);
    var all = Query.ofIndex(MemberItems.INDEX, MemberItems.PART, key).limit(limit);
    return after
        .map(member -> Item.at(MemberItems.key(tenant, member)).with(MemberItems.PART, key))
        .map(all::after)
        .orElse(all);
  }

  @Override
  public Page list(TenantId tenant, int part, Optional<MemberId> after, int limit) {
    var page = users.page(part(tenant, part, after, limit));
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
