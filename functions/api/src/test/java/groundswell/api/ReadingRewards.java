package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.Versions;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.scoring.Score;
import groundswell.platform.wiring.Wiring;
import org.junit.jupiter.api.Test;

class ReadingRewards {
  private final ApiWorld world = new ApiWorld();

  @Test
  void addsUpWhatIsGrantedAndShowsWhatWasReversed() {
    world
        .ask("PUT", "/members/ann", "{\"display_name\": \"Ann\", \"time_zone\": \"UTC\"}")
        .expect(201);
    judge("spring", new Score(30_000_000_000L), new Score(15_000_000_000L));
    judge("fall", new Score(30_000_000_000L), Score.ZERO);

    var rewards = world.ask("GET", "/members/ann/rewards").expect(200);

    assertThat(rewards.at("/points")).isEqualTo("100");
    assertThat(rewards.at("/challenges/0/challenge")).isEqualTo("fall");
    assertThat(rewards.at("/challenges/0/rewards/0/state")).isEqualTo("reversed");
    assertThat(rewards.at("/challenges/0/goal_reached")).isEqualTo("false");
    assertThat(rewards.at("/challenges/1/rewards"))
        .isEqualTo("[{\"reward\":\"percent-50\",\"state\":\"granted\",\"points\":100}]");
  }

  /// Judges Ann's ledger of a challenge at one score after another.
  private void judge(String challenge, Score... scores) {
    world.ask("PUT", "/challenges/" + challenge, Definitions.total("")).expect(201);
    var id = new ChallengeId(challenge);
    var terms =
        new Wiring(world.environment)
            .challenges()
            .find(world.tenant, id)
            .map(Challenge::terms)
            .orElseThrow();
    var ledger = Ledger.NONE;
    for (var score : scores) ledger = ledger.judge(terms, true, score, ledger.judgedRevision() + 1);
    new Wiring(world.environment)
        .ledgers()
        .saveIf(world.tenant, new MemberId("ann"), id, ledger, Versions.NONE, Lane.LIVE);
  }
}
