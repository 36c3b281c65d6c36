package groundswell.platform.tables;

import groundswell.domain.Lane;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.rewards.Ledgers;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The ledgers in the Programs table.
public final class DynamoDbLedgers implements Ledgers {
  private final Table programs;

  public DynamoDbLedgers(Table programs) {
    this.programs = programs;
  }

  @Override
  public Optional<Ledger> find(TenantId tenant, MemberId member, ChallengeId challenge) {
    return programs.get(LedgerItems.key(tenant, member, challenge)).map(LedgerItems::ledger);
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
    return programs
        .query(Query.of(Keys.rewards(tenant, member)))
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
    return programs
        .update(
            Update.of(LedgerItems.key(tenant, member, challenge))
                .set(Item.VERSION, next.judgedRevision())
                .set(LedgerItems.ENTRIES, LedgerItems.entries(next))
                .set(Item.LANE, lane)
                .set(LedgerItems.WRITER, LedgerItems.GRANTER)
                .onlyIf(Condition.versionIs(Item.VERSION, expectedJudgedRevision)))
        .isWritten();
  }

  @Override
  public void delete(TenantId tenant, MemberId member, ChallengeId challenge, long revisionMax) {
    programs.deleteIf(
        LedgerItems.key(tenant, member, challenge),
        Condition.versionIsAtMost(Item.VERSION, revisionMax));
  }
}
