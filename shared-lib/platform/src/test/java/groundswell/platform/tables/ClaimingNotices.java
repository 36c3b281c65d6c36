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
import groundswell.platform.testing.TestEnvironment;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    assertThat(claim(claims, Map.of(HALF, 1), first)).containsExactly(HALF);
    assertThat(claim(claims, Map.of(HALF, 1), second)).isEmpty();
  }

  @Test
  void givesTheSameClaimantItsChangeAgain() {
    claim(claims, Map.of(HALF, 1), first);

    assertThat(claim(claims, Map.of(HALF, 1), first)).containsExactly(HALF);
  }

  @Test
  void refusesAnEarlierChangeAfterALaterOne() {
    claim(claims, Map.of(HALF, 2), first);

    assertThat(claim(claims, Map.of(HALF, 1), second)).isEmpty();
  }

  @Test
  void givesOfSeveralChangesThoseThatAreOpen() {
    claim(claims, Map.of(HALF, 1), first);

    assertThat(claim(claims, Map.of(HALF, 1, Reward.GOAL, 1), second)).containsExactly(Reward.GOAL);
  }

  @Test
  void letsAnotherTakeOverAClaimThatRanOutUndone() {
    claim(claims, Map.of(HALF, 1), first);

    assertThat(claim(afterTheClaimRanOut(), Map.of(HALF, 1), second)).containsExactly(HALF);
    assertThat(claim(claims, Map.of(HALF, 1), first)).isEmpty();
  }

  @Test
  void leavesWhatWasToldAlone() {
    claim(claims, Map.of(HALF, 1), first);
    claims.told(tenant, ANN, SPRING, Map.of(HALF, 1));

    assertThat(claim(claims, Map.of(HALF, 1), first)).isEmpty();
    assertThat(claim(afterTheClaimRanOut(), Map.of(HALF, 1), second)).isEmpty();
    assertThat(claim(claims, Map.of(HALF, 2), second)).containsExactly(HALF);
  }

  @Test
  void marksNoLaterChangeAsTold() {
    claim(claims, Map.of(HALF, 1, Reward.GOAL, 1), first);
    claim(claims, Map.of(HALF, 2), second);

    claims.told(tenant, ANN, SPRING, Map.of(HALF, 1, Reward.GOAL, 1));

    assertThat(claim(claims, Map.of(HALF, 2, Reward.GOAL, 1), second)).containsExactly(HALF);
    assertThat(claim(claims, Map.of(Reward.GOAL, 1), first)).isEmpty();
  }

  /// A ledger keeps the rewards that a challenge no longer has.
  @Test
  void claimsMoreChangesThanOneExpressionCanHold() {
    var changes =
        IntStream.range(0, 200)
            .boxed()
            .collect(Collectors.toMap(i -> new RewardId("a-reward-that-is-gone-" + i), _ -> 1));

    assertThat(claim(claims, changes, first)).isEqualTo(changes.keySet());
    claims.told(tenant, ANN, SPRING, changes);
    assertThat(claim(claims, changes, first)).isEmpty();
  }

  @Test
  void givesNothingOfALedgerThatIsNotThere() {
    var claimed = claims.claim(tenant, new MemberId("bob"), SPRING, Map.of(HALF, 1), first);

    assertThat(claimed).isEmpty();
  }

  private Set<RewardId> claim(
      NotificationClaims by, Map<RewardId, Integer> changes, String claimant) {
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
