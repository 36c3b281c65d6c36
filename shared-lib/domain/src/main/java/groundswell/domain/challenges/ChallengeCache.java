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
    var known = entries.get(key);
    if (known != null && known.filter(it -> it.version() >= version).isPresent()) return known;
    limit();
    var stored = challenges.find(tenant, id);
    entries.put(key, stored);
    return stored;
  }

  private void limit() {
    if (entries.size() > ENTRIES_MAX) entries.clear();
  }

  private record Key(TenantId tenant, ChallengeId id) {}
}
