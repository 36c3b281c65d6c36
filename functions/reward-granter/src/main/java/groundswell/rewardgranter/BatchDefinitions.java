package groundswell.rewardgranter;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The definitions that a batch needs, each read once, and again for progress that is under a newer
/// one.
final class BatchDefinitions {
  private final Challenges challenges;
  private final Map<Key, Challenge> read = new ConcurrentHashMap<>();

  BatchDefinitions(Challenges challenges) {
    this.challenges = challenges;
  }

  /// Any version, if there is one.
  Optional<Challenge> find(TenantId tenant, ChallengeId id) {
    return atLeast(tenant, id, Long.MIN_VALUE);
  }

  /// One that is no older than `version`, unless none such is stored.
  Optional<Challenge> atLeast(TenantId tenant, ChallengeId id, long version) {
    return Optional.ofNullable(
        read.compute(
            new Key(tenant, id),
            (_, held) ->
                held != null && held.version() >= version
                    ? held
                    : challenges.find(tenant, id).orElse(null)));
  }

  private record Key(TenantId tenant, ChallengeId id) {}
}
