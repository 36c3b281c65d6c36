package groundswell.platform.tables;

import groundswell.domain.VersionConflict;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.platform.tables.Table.PutOutcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

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
    var request =
        QueryRequest.builder()
            .tableName(users.name())
            .indexName(MemberItems.INDEX)
            .limit(limit)
            .keyConditionExpression("#part = :part")
            .expressionAttributeNames(Map.of("#part", MemberItems.PART))
            .expressionAttributeValues(Map.of(":part", AttributeValue.fromS(key)));
    after.ifPresent(
        member -> {
          var start = new HashMap<>(MemberItems.key(tenant, member));
          start.put(MemberItems.PART, AttributeValue.fromS(key));
          request.exclusiveStartKey(start);
        });
    var response = users.client().query(request.build());
    return new Page(
        response.items().stream().map(MemberItems::idOf).toList(),
        response.hasLastEvaluatedKey() && !response.lastEvaluatedKey().isEmpty());
  }

  @Override
  public Optional<Member> saveIf(
      TenantId tenant, Member next, long expectedVersion, Origin origin) {
    var item = MemberItems.item(tenant, next, origin);
    return switch (users.putIf(item, Item.VERSION, expectedVersion)) {
      case PutOutcome.Put() -> Optional.empty();
      case PutOutcome.Refused(var stored) ->
          Optional.of(
              stored
                  .map(held -> MemberItems.fromImage(held).member())
                  .orElseThrow(() -> new VersionConflict("member " + next.id())));
    };
  }
}
