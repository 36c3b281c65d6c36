package groundswell.platform.tables;

import groundswell.domain.Versions;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
    var listed =
        programs
            .query(Query.of(Keys.challenges(tenant)))
            .map(item -> new ChallengeId(item.sortKey()));
    return programs.getAll(listed.map(id -> ChallengeItems.key(tenant, id)), true).stream()
        .map(item -> ChallengeItems.fromImage(item).challenge())
        .sorted(Comparator.comparing(Challenge::id))
        .toList();
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
