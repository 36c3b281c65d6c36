package groundswell.programsstreampublisher;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.platform.PermanentFailure;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The definitions that progress was computed under. A definition of one version never changes, so
/// the one that was read last is kept for as long as the function's environment lives.
final class Definitions {
  /// More challenges than are busy at once; beyond it all are read anew.
  static final int KEPT_MAX = 1_000;

  private final Challenges challenges;
  private final Map<Key, Challenge> kept = new ConcurrentHashMap<>();

  Definitions(Challenges challenges) {
    this.challenges = challenges;
  }

  /// The definition of exactly this version.
  ///
  /// @return empty if a newer one is stored: then the progress is rewritten, and told anew
  Optional<Challenge> of(TenantId tenant, ChallengeId id, long version) {
    var key = new Key(tenant, id);
    var known = kept.get(key);
    var definition = known == null || known.version() < version ? read(key) : known;
    if (definition.version() < version) {
      throw new PermanentFailure(
          "unknown-rule",
          "progress is under version %d of challenge %s, of which only version %d is stored"
              .formatted(version, id, definition.version()));
    }
    return Optional.of(definition).filter(stored -> stored.version() == version);
  }

  private Challenge read(Key key) {
    var stored = challenges.find(key.tenant(), key.challenge());
    if (stored.isEmpty()) {
      throw new PermanentFailure(
          "unknown-challenge",
          "there is progress in challenge %s, but no such challenge".formatted(key.challenge()));
    }
    if (kept.size() >= KEPT_MAX) kept.clear();
    kept.put(key, stored.get());
    return stored.get();
  }

  private record Key(TenantId tenant, ChallengeId challenge) {}
}
