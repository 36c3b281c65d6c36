package groundswell.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Versions;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Terms;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.platform.json.JsonObject;
import groundswell.platform.json.TermsCodec;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoringChallenges {
  private static final ChallengeId SPRING = new ChallengeId("spring");

  private final TenantId tenant = TestEnvironment.newTenant();
  private final DynamoDbChallenges challenges = new Wiring(TestEnvironment.ofTables()).challenges();

  @Test
  void readsBackWhatWasSaved() {
    var spring = Challenge.create(SPRING, terms(300_000), TestEnvironment.NOW);

    assertThat(challenges.saveIf(tenant, spring, Versions.NONE)).isTrue();

    assertThat(challenges.find(tenant, SPRING)).contains(spring);
    assertThat(challenges.find(tenant, new ChallengeId("autumn"))).isEmpty();
  }

  @Test
  void refusesTheSlowerOfTwoWriters() {
    var spring = Challenge.create(SPRING, terms(300_000), TestEnvironment.NOW);
    var faster = spring.change(terms(200_000), TestEnvironment.NOW);
    var slower = spring.change(terms(100_000), TestEnvironment.NOW);

    assertThat(challenges.saveIf(tenant, spring, Versions.NONE)).isTrue();
    assertThat(challenges.saveIf(tenant, faster, spring.version())).isTrue();
    assertThat(challenges.saveIf(tenant, slower, spring.version())).isFalse();
    assertThat(challenges.saveIf(tenant, spring, Versions.NONE)).isFalse();
    assertThat(challenges.find(tenant, SPRING)).contains(faster);
  }

  @Test
  void listsTheTenantsOwnById() {
    var all =
        Stream.of("DEFINITION", "BOARD", "a")
            .map(id -> Challenge.create(new ChallengeId(id), terms(1), TestEnvironment.NOW))
            .toList();
    assertThat(all).allMatch(challenge -> challenges.saveIf(tenant, challenge, Versions.NONE));
    assertThat(challenges.saveIf(TestEnvironment.newTenant(), all.getFirst(), Versions.NONE))
        .isTrue();

    assertThat(challenges.list(tenant))
        .extracting(challenge -> challenge.id().value())
        .containsExactly("BOARD", "DEFINITION", "a");
    assertThat(challenges.list(TestEnvironment.newTenant())).isEmpty();
  }

  private static Terms terms(long goal) {
    return TermsCodec.decode(
        JsonObject.parse(
            """
            {"name": "Spring Steps", "period": {"start": "2026-03-01", "end": "2026-04-02"},
             "rule": {"type": "total", "metric": "steps", "daily_cap": 25000}, "goal": %d,
             "sources": {"count": "priority", "priority": ["hr"]}, "rewards": [{"percent": 50, "points": 100}]}
            """
                .formatted(goal)));
  }
}
