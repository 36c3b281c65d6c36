package groundswell.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.Versions;
import groundswell.domain.challenges.Reward;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.rewards.Ledger;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.tables.NotificationClaims.Claimed;
import groundswell.platform.testing.TestEnvironment;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimingNotices {
  private static final MemberId ANN = new MemberId("ann");
  private static final ChallengeId SPRING = new ChallengeId("spring");
  private static final RewardId HALF = new RewardId("half");

  private final TenantId tenant = TestEnvironment.newTenant();
  private final String first = tenant + "-message-1#0";
  private final String second = tenant + "-message-2#0";
  private final NotificationClaims claims = new NotificationClaims(TestEnvironment.ofTables());

  @BeforeEach
  void annHasALedger() {
    var entries = new TreeMap<>(Map.of(HALF, new Ledger.Entry(true, 10, 1)));
    var ledgers = new DynamoDbLedgers(TestEnvironment.ofTables());
    ledgers.saveIf(tenant, ANN, SPRING, new Ledger(7, entries), Versions.NONE, Lane.LIVE);
  }

  @Test
  void givesAChangeToTheFirstWhoAsks() {
    assertThat(claim(claims, Map.of(HALF, 1), first))
        .isEqualTo(new Claimed(Set.of(HALF), Set.of()));
    assertThat(claim(claims, Map.of(HALF, 1), second)).isEqualTo(Claimed.NOTHING);
  }

  @Test
  void givesTheSameClaimantItsChangeAgain() {
    claim(claims, Map.of(HALF, 1), first);

    assertThat(claim(claims, Map.of(HALF, 1), first))
        .isEqualTo(new Claimed(Set.of(), Set.of(HALF)));
  }

  @Test
  void refusesAnEarlierChangeAfterALaterOne() {
    claim(claims, Map.of(HALF, 2), first);

    assertThat(claim(claims, Map.of(HALF, 1), second)).isEqualTo(Claimed.NOTHING);
  }

  @Test
  void givesOfSeveralChangesThoseThatAreOpen() {
    claim(claims, Map.of(HALF, 1), first);

    assertThat(claim(claims, Map.of(HALF, 1, Reward.GOAL, 1), second))
        .isEqualTo(new Claimed(Set.of(Reward.GOAL), Set.of()));
  }

  @Test
  void letsAnotherTakeOverAClaimThatRanOutUndone() {
    claim(claims, Map.of(HALF, 1), first);

    assertThat(claim(afterTheClaimRanOut(), Map.of(HALF, 1), second))
        .isEqualTo(new Claimed(Set.of(HALF), Set.of()));
    assertThat(claim(claims, Map.of(HALF, 1), first)).isEqualTo(Claimed.NOTHING);
  }

  @Test
  void leavesAClaimThatRanOutAloneWhenItsWorkIsDone() {
    claim(claims, Map.of(HALF, 1), first);
    claims.markDone(first);

    assertThat(claim(afterTheClaimRanOut(), Map.of(HALF, 1), second)).isEqualTo(Claimed.NOTHING);
  }

  @Test
  void givesNothingOfALedgerThatIsNotThere() {
    var claimed = claims.claim(tenant, new MemberId("bob"), SPRING, Map.of(HALF, 1), first);

    assertThat(claimed).isEqualTo(Claimed.NOTHING);
  }

  private Claimed claim(NotificationClaims by, Map<RewardId, Integer> changes, String claimant) {
    return by.claim(tenant, ANN, SPRING, changes, claimant);
  }

  private static NotificationClaims afterTheClaimRanOut() {
    var now = TestEnvironment.ofTables();
    var later =
        TestEnvironment.NOW.plus(NotificationClaims.CLAIM_LIFETIME).plus(Duration.ofMillis(1));
    return new NotificationClaims(
        new FunctionEnvironment(now.variables(), now.aws(), () -> later, now.random()));
  }
}
