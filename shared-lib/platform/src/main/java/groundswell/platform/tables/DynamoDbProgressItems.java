package groundswell.platform.tables;

import groundswell.domain.Lane;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.ProgressItems;
import groundswell.platform.tables.Table.PutOutcome;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// The progress items in the Programs table.
public final class DynamoDbProgressItems implements ProgressItems {
  private final Table programs;

  public DynamoDbProgressItems(Table programs) {
    this.programs = programs;
  }

  @Override
  public Optional<Progress> find(TenantId tenant, Challenge challenge, MemberId member) {
    return programs
        .get(Item.key(partitionOf(tenant, challenge, member), member.value()))
        .map(item -> ProgressItemImages.progress(Item.of(item)));
  }

  @Override
  public Map<MemberId, Progress> findAll(
      TenantId tenant, Challenge challenge, Collection<MemberId> members) {
    var keys =
        members.stream()
            .map(member -> Item.key(partitionOf(tenant, challenge, member), member.value()));
    return programs.getAll(keys, true).stream()
        .map(DynamoDbProgressItems::memberProgress)
        .collect(Collectors.toMap(MemberProgress::member, MemberProgress::progress));
  }

  /// Months that don't fit into one expression are written in several updates; the item is valid
  /// after each.
  @Override
  public PartialOutcome writePartial(
      TenantId tenant,
      Challenge challenge,
      MemberId member,
      Progress.PartialWrite write,
      Lane lane) {
    var key = Item.key(partitionOf(tenant, challenge, member), member.value());
    var chunks =
        write.partials().entrySet().stream()
            .gather(Gatherers.windowFixed(PartialUpdate.MONTHS_MAX))
            .toList();
    for (var some : chunks) {
      try {
        update(key, PartialUpdate.of(write, some, lane));
      } catch (ConditionalCheckFailedException e) {
        return new PartialOutcome.Refused(
            Table.storedIn(e).map(item -> ProgressItemImages.progress(Item.of(item))));
      }
    }
    return new PartialOutcome.Written();
  }

  @Override
  public boolean writeFull(
      TenantId tenant,
      Challenge challenge,
      MemberId member,
      Progress next,
      long expectedRevision,
      Lane lane) {
    var item = ProgressItemImages.item(partitionOf(tenant, challenge, member), member, next, lane);
    return programs.putIf(item, Item.VERSION, expectedRevision) instanceof PutOutcome.Put;
  }

  @Override
  public Page listShard(
      TenantId tenant, Challenge challenge, int shard, Optional<MemberId> after, int limit) {
    var partition = Keys.progress(tenant, challenge.id(), shard);
    var request =
        QueryRequest.builder()
            .tableName(programs.name())
            .consistentRead(true)
            .limit(limit)
            .keyConditionExpression("#pk = :pk")
            .expressionAttributeNames(Map.of("#pk", Item.PARTITION_KEY))
            .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partition)));
    after.ifPresent(member -> request.exclusiveStartKey(Item.key(partition, member.value())));
    QueryResponse response = programs.client().query(request.build());
    return new Page(
        response.items().stream().map(DynamoDbProgressItems::memberProgress).toList(),
        response.hasLastEvaluatedKey());
  }

  private void update(Map<String, AttributeValue> key, PartialUpdate update) {
    programs
        .client()
        .updateItem(
            request ->
                request
                    .tableName(programs.name())
                    .key(key)
                    .updateExpression(update.update())
                    .conditionExpression(update.condition())
                    .expressionAttributeNames(update.names())
                    .expressionAttributeValues(update.values())
                    .returnValuesOnConditionCheckFailure("ALL_OLD"));
  }

  private static MemberProgress memberProgress(Map<String, AttributeValue> image) {
    var item = Item.of(image);
    return new MemberProgress(new MemberId(item.sortKey()), ProgressItemImages.progress(item));
  }

  private static String partitionOf(TenantId tenant, Challenge challenge, MemberId member) {
    return Keys.progress(tenant, challenge.id(), challenge.shardOf(member));
  }
}
