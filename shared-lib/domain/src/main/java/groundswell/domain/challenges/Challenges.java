package groundswell.domain.challenges;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import java.util.List;
import java.util.Optional;

/// Port: the stored challenges. Every read is strongly consistent.
public interface Challenges {
  Optional<Challenge> find(TenantId tenant, ChallengeId id);

  /// The tenant's challenges, by id.
  List<Challenge> list(TenantId tenant);

  /// Saves a challenge if the stored one still has the expected version.
  ///
  /// @param expectedVersion the version that was read, [groundswell.domain.Versions#NONE] for none
  /// @return whether it was saved
  boolean saveIf(TenantId tenant, Challenge next, long expectedVersion);
}
