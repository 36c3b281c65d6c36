package groundswell.platform.tables;

import groundswell.domain.Lane;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.rewards.Ledgers;
import groundswell.platform.tables.Table.Condition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The ledgers in the Programs table.
public final class DynamoDbLedgers implements Ledgers {
  private final Table programs;

  public DynamoDbLedgers(Table programs) {
    this.programs = programs;
  }

  @Override
  public Optional<Ledger> find(TenantId tenant, MemberId member, ChallengeId challenge) {
    return programs
        .get(LedgerItems.key(tenant, member, challenge))
        .map(item -> LedgerItems.ledger(Item.of(item)));
  }

  @Override
  public Map<MemberId, Ledger> findAll(
      TenantId tenant, ChallengeId challenge, Collection<MemberId> members) {
    var keys = members.stream().map(member -> LedgerItems.key(tenant, member, challenge));
    return programs.getAll(keys, true).stream()
        .map(LedgerItems::fromImage)
        .collect(Collectors.toMap(LedgerItems.Image::member, LedgerItems.Image::ledger));
  }

  @Override
  public Map<ChallengeId, Ledger> findAll(TenantId tenant, MemberId member) {
    return programs.query(Keys.rewards(tenant, member)).stream()
        .map(LedgerItems::fromImage)
        .collect(Collectors.toMap(LedgerItems.Image::challenge, LedgerItems.Image::ledger));
  }

  /// Only sets the granter's own attributes, so that the notifier's stay.
  @Override
  public boolean saveIf(
      TenantId tenant,
      MemberId member,
      ChallengeId challenge,
      Ledger next,
      long expectedJudgedRevision,
      Lane lane) {
    var condition = Condition.versionIs(Item.VERSION, expectedJudgedRevision);
    var names = new HashMap<>(condition.names());
    names.putAll(
        Map.of("#entries", LedgerItems.ENTRIES, "#lane", Item.LANE, "#writer", LedgerItems.WRITER));
    var values = new HashMap<>(condition.values());
    values.putAll(
        Map.of(
            ":next", Item.number(next.judgedRevision()),
            ":entries", LedgerItems.entries(next),
            ":lane", AttributeValue.fromS(Item.text(lane)),
            ":writer", AttributeValue.fromS(LedgerItems.GRANTER)));
    try {
      programs
          .client()
          .updateItem(
              request ->
                  request
                      .tableName(programs.name())
                      .key(LedgerItems.key(tenant, member, challenge))
                      .updateExpression(
                          "SET #version = :next, #entries = :entries, #lane = :lane,"
                              + " #writer = :writer")
                      .conditionExpression(condition.expression())
                      .expressionAttributeNames(names)
                      .expressionAttributeValues(values));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
