package groundswell.domain.challenges;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Port: the stored challenges. Every read is strongly consistent.
public interface Challenges {
  Optional<Challenge> find(TenantId tenant, ChallengeId id);

  /// The tenant's challenges, by id.
  List<Challenge> list(TenantId tenant);

  /// The ids of the tenant's challenges, in order. A challenge whose creation was broken off may be
  /// among them.
  ///
  /// @param after the id before the first one; empty for those from the beginning
  /// @param limit how many at most
  List<ChallengeId> ids(TenantId tenant, Optional<ChallengeId> after, int limit);

  /// Those that exist, by id.
  List<Challenge> findAll(TenantId tenant, Collection<ChallengeId> ids);

  /// Saves a challenge if the stored one still has the expected version.
  ///
  /// @param expectedVersion the version that was read, [groundswell.domain.Versions#NONE] for none
  /// @return whether it was saved
  boolean saveIf(TenantId tenant, Challenge next, long expectedVersion);
}
