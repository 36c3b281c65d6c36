package groundswell.domain.challenges;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Challenges read before, including those that were not found. A challenge is read again when a
/// newer version is needed; one version of a challenge never changes.
public final class ChallengeCache {
  /// More than the number of challenges busy at once. Beyond it the cache starts over.
  private static final int ENTRIES_MAX = 1_000;

  private final Challenges challenges;
  private final Map<Key, Optional<Challenge>> entries = new ConcurrentHashMap<>();

  public ChallengeCache(Challenges challenges) {
    this.challenges = challenges;
  }

  /// The challenge in any version.
  public Optional<Challenge> find(TenantId tenant, ChallengeId id) {
    limit();
    return entries.computeIfAbsent(new Key(tenant, id), _ -> challenges.find(tenant, id));
  }

  /// The challenge in a version no older than `version`, unless no such version is stored.
  public Optional<Challenge> findAtLeast(TenantId tenant, ChallengeId id, long version) {
    var key = new Key(tenant, id);
    var hit = entries.get(key);
    if (hit != null && isAtLeast(hit, version)) return hit;
    limit();
    return entries.compute(
        key,
        (_, known) ->
            known != null && isAtLeast(known, version) ? known : challenges.find(tenant, id));
  }

  private static boolean isAtLeast(Optional<Challenge> known, long version) {
    return known.filter(it -> it.version() >= version).isPresent();
  }

  private void limit() {
    if (entries.size() > ENTRIES_MAX) entries.clear();
  }

  private record Key(TenantId tenant, ChallengeId id) {}
}
