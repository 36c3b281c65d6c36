package groundswell.progresscalculator;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The definitions that a batch needs, each read at most once.
final class BatchDefinitions {
  private final Challenges challenges;
  private final Map<Key, Optional<Challenge>> read = new ConcurrentHashMap<>();

  BatchDefinitions(Challenges challenges) {
    this.challenges = challenges;
  }

  Optional<Challenge> find(TenantId tenant, ChallengeId id) {
    return read.computeIfAbsent(new Key(tenant, id), _ -> challenges.find(tenant, id));
  }

  private record Key(TenantId tenant, ChallengeId id) {}
}
