package groundswell.platform.tables;

import groundswell.domain.Versions;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The challenges in the Programs table.
public final class DynamoDbChallenges implements Challenges {
  private final Table programs;

  public DynamoDbChallenges(Table programs) {
    this.programs = programs;
  }

  @Override
  public Optional<Challenge> find(TenantId tenant, ChallengeId id) {
    return programs
        .get(ChallengeItems.key(tenant, id))
        .map(item -> ChallengeItems.fromImage(item).challenge());
  }

  @Override
  public List<Challenge> list(TenantId tenant) {
    return findAll(
        tenant, programs.query(Query.of(Keys.challenges(tenant))).map(DynamoDbChallenges::id));
  }

  @Override
  public List<ChallengeId> ids(TenantId tenant, Optional<ChallengeId> after, int limit) {
    var all = Query.of(Keys.challenges(tenant)).limit(limit);
    var some = after.map(id -> all.after(Item.at(Keys.challenges(tenant), id.value()))).orElse(all);
    return programs.query(some).limit(limit).map(DynamoDbChallenges::id).toList();
  }

  @Override
  public List<Challenge> findAll(TenantId tenant, Collection<ChallengeId> ids) {
    return findAll(tenant, ids.stream());
  }

  private List<Challenge> findAll(TenantId tenant, Stream<ChallengeId> ids) {
    return programs.getAll(ids.map(id -> ChallengeItems.key(tenant, id)), true).stream()
        .map(item -> ChallengeItems.fromImage(item).challenge())
        .sorted(Comparator.comparing(Challenge::id))
        .toList();
  }

  private static ChallengeId id(Item listed) {
    return new ChallengeId(listed.sortKey());
  }

  /// Lists a new challenge first. A crash between the two writes leaves a listed challenge without
  /// a definition, which nobody sees, instead of one that nobody finds.
  @Override
  public boolean saveIf(TenantId tenant, Challenge next, long expectedVersion) {
    if (expectedVersion == Versions.NONE)
      programs.put(Item.at(Keys.challenges(tenant), next.id().value()));
    return programs.putIf(ChallengeItems.item(tenant, next), expectedVersion).isWritten();
  }
}
