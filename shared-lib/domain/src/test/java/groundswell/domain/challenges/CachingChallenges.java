package groundswell.domain.challenges;

import static groundswell.domain.Generators.NOON;
import static groundswell.domain.Generators.STEPS;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Quantity;
import groundswell.domain.Versions;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CachingChallenges {
  private static final TenantId TENANT = new TenantId("acme");
  private static final ChallengeId SPRING = new ChallengeId("spring");

  private final Challenge first = Challenge.create(SPRING, terms(10), NOON);
  private final Challenge second = first.change(terms(11), NOON);
  private final StoredChallenges stored = new StoredChallenges();
  private final ChallengeCache cache = new ChallengeCache(stored);

  @Test
  void readsAChallengeOnce() {
    stored.saveIf(TENANT, first, Versions.NONE);

    assertThat(cache.find(TENANT, SPRING)).contains(first);
    assertThat(cache.findAtLeast(TENANT, SPRING, first.version())).contains(first);
    assertThat(stored.reads).isEqualTo(1);
  }

  @Test
  void readsAChallengeAgainWhenANewerVersionIsWanted() {
    stored.saveIf(TENANT, first, Versions.NONE);
    cache.find(TENANT, SPRING);
    stored.saveIf(TENANT, second, first.version());

    assertThat(cache.find(TENANT, SPRING)).contains(first);
    assertThat(cache.findAtLeast(TENANT, SPRING, second.version())).contains(second);
    assertThat(cache.find(TENANT, SPRING)).contains(second);
  }

  @Test
  void givesTheStoredVersionWhereNoneIsNewEnough() {
    stored.saveIf(TENANT, first, Versions.NONE);

    assertThat(cache.findAtLeast(TENANT, SPRING, second.version())).contains(first);
  }

  @Test
  void remembersThatAChallengeIsMissingUntilAVersionIsWanted() {
    assertThat(cache.find(TENANT, SPRING)).isEmpty();
    stored.saveIf(TENANT, first, Versions.NONE);

    assertThat(cache.find(TENANT, SPRING)).isEmpty();
    assertThat(cache.findAtLeast(TENANT, SPRING, first.version())).contains(first);
  }

  private static Terms terms(long goal) {
    return new Terms(
        "Spring",
        new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31)),
        new ScoringRule.Total(STEPS, Optional.empty()),
        SourcePolicy.HIGHEST,
        Quantity.of(goal),
        Optional.empty(),
        0,
        RankPolicy.STANDARD,
        List.of());
  }

  private static final class StoredChallenges implements Challenges {
    private final Map<ChallengeId, Challenge> stored = new HashMap<>();
    private int reads;

    @Override
    public Optional<Challenge> find(TenantId tenant, ChallengeId id) {
      reads++;
      return Optional.ofNullable(stored.get(id));
    }

    @Override
    public List<Challenge> list(TenantId tenant) {
      return List.copyOf(stored.values());
    }

    @Override
    public List<ChallengeId> ids(TenantId tenant, Optional<ChallengeId> after, int limit) {
      return stored.keySet().stream()
          .sorted()
          .filter(id -> after.isEmpty() || after.get().compareTo(id) < 0)
          .limit(limit)
          .toList();
    }

    @Override
    public List<Challenge> findAll(TenantId tenant, Collection<ChallengeId> ids) {
      return ids.stream().map(stored::get).filter(Objects::nonNull).toList();
    }

    @Override
    public boolean saveIf(TenantId tenant, Challenge next, long expectedVersion) {
      stored.put(next.id(), next);
      return true;
    }
  }
}
