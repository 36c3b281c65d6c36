package groundswell.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.domain.Lane;
import groundswell.domain.Versions;
import groundswell.domain.challenges.Reward;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.rewards.Ledger;
import groundswell.platform.tables.NotificationClaims.ClaimedByAnother;
import groundswell.platform.tables.NotificationClaims.Known;
import groundswell.platform.tables.NotificationClaims.LedgerKey;
import groundswell.platform.testing.TestEnvironment;
import groundswell.platform.wiring.Wiring;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimingNotices {
  private static final MemberId ANN = new MemberId("ann");
  private static final ChallengeId SPRING = new ChallengeId("spring");
  private static final RewardId HALF = new RewardId("half");
  private static final int CHANGES = 3;
  private static final long POINTS = 10;

  private final TenantId tenant = TestEnvironment.newTenant();
  private final LedgerKey ledger = new LedgerKey(tenant, ANN, SPRING);
  private final String first = tenant + "-message-1#0";
  private final String second = tenant + "-message-2#0";
  private final NotificationClaims claims = new Wiring(TestEnvironment.ofTables()).claims();

  @BeforeEach
  void annHasALedger() {
    var entries = new TreeMap<RewardId, Ledger.Entry>();
    Stream.concat(Stream.of(HALF, Reward.GOAL), gone())
        .forEach(reward -> entries.put(reward, new Ledger.Entry(true, POINTS, CHANGES)));
    var ledgers = new Wiring(TestEnvironment.ofTables()).ledgers();
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
    claims.told(ledger, Map.of(HALF, 1));

    assertThat(claim(claims, Map.of(HALF, 1), first)).isEmpty();
    assertThat(claim(afterTheClaimRanOut(), Map.of(HALF, 1), second)).isEmpty();
    assertThat(claim(claims, Map.of(HALF, 2), second)).containsExactly(HALF);
  }

  @Test
  void marksNoLaterChangeAsTold() {
    claim(claims, Map.of(HALF, 1, Reward.GOAL, 1), first);
    claim(afterTheClaimRanOut(), Map.of(HALF, 2), second);

    claims.told(ledger, Map.of(HALF, 1, Reward.GOAL, 1));

    assertThat(claim(claims, Map.of(HALF, 2, Reward.GOAL, 1), second)).containsExactly(HALF);
    assertThat(claim(claims, Map.of(Reward.GOAL, 1), first)).isEmpty();
  }

  /// A ledger keeps rewards that were removed from the challenge.
  @Test
  void claimsMoreChangesThanOneExpressionCanHold() {
    var changes = gone().collect(Collectors.toMap(reward -> reward, _ -> 1));

    assertThat(claim(claims, changes, first)).isEqualTo(changes.keySet());
    claims.told(ledger, changes);
    assertThat(claim(claims, changes, first)).isEmpty();
  }

  @Test
  void givesNothingOfALedgerThatIsNotThere() {
    var bobs = new LedgerKey(tenant, new MemberId("bob"), SPRING);
    var entries = Map.of(HALF, entry(1));

    assertThat(claims.claim(bobs, entries, first, Known.NOTHING)).isEmpty();
    assertThat(claims.claim(bobs, entries, first, claims.read(List.of(bobs)))).isEmpty();
  }

  @Test
  void tellsNoReversalOfWhatNobodyWasToldOf() {
    assertThat(tellable(claims, 2, first)).isEmpty();
    claims.told(ledger, Map.of(HALF, 2));

    assertThat(tellable(claims, 3, second)).containsExactly(entry(3));
  }

  @Test
  void tellsNothingThatTheMemberKnows() {
    claim(claims, Map.of(HALF, 1), first);
    claims.told(ledger, Map.of(HALF, 1));

    assertThat(tellable(claims, 3, second)).isEmpty();
  }

  @Test
  void letsALaterChangeWaitUntilTheEarlierOneIsTold() {
    claim(claims, Map.of(HALF, 1), first);

    assertThatThrownBy(() -> claim(claims, Map.of(HALF, 2), second))
        .isInstanceOf(ClaimedByAnother.class)
        .hasMessageContaining("another message is publishing change 1 of reward half");
    claims.told(ledger, Map.of(HALF, 1));
    assertThat(tellable(claims, 2, second)).containsExactly(entry(2));
  }

  @Test
  void tellsAlsoTheEarlierChangeWhereNobodyKnowsWhetherItWasTold() {
    claim(claims, Map.of(HALF, 1), first);

    assertThat(tellable(afterTheClaimRanOut(), 2, second)).containsExactly(entry(1), entry(2));
    assertThat(tellable(claims, 2, second)).containsExactly(entry(1), entry(2));
    claims.told(ledger, Map.of(HALF, 2));
    assertThat(tellable(claims, 3, first)).containsExactly(entry(3));
  }

  /// A forged message must not block the notification of later changes.
  @Test
  void claimsNoChangeThatTheLedgerDoesNotHave() {
    assertThat(claim(claims, Map.of(HALF, CHANGES + 1), first)).isEmpty();
    assertThat(claim(claims, Map.of(HALF, Integer.MAX_VALUE), first)).isEmpty();
    assertThat(claim(claims, Map.of(new RewardId("other"), 1), first)).isEmpty();

    assertThat(claim(claims, Map.of(HALF, CHANGES), second)).containsExactly(HALF);
  }

  @Test
  void givesOfALedgerThatWasReadWhatIsLeftOfIt() {
    claim(claims, Map.of(HALF, 1), first);
    claims.told(ledger, Map.of(HALF, 1));

    var known = claims.read(List.of(ledger));

    assertThat(claim(claims, Map.of(HALF, 1, Reward.GOAL, 1), first, known))
        .containsExactly(Reward.GOAL);
  }

  @Test
  void givesNothingThatAnotherTookSinceTheLedgerWasRead() {
    var known = claims.read(List.of(ledger));
    claim(claims, Map.of(HALF, 1), first);

    assertThat(claim(claims, Map.of(HALF, 1, Reward.GOAL, 1), second, known))
        .containsExactly(Reward.GOAL);
  }

  private List<Ledger.Entry> tellable(NotificationClaims by, int change, String claimant) {
    return by.claim(ledger, Map.of(HALF, entry(change)), claimant, Known.NOTHING)
        .getOrDefault(HALF, List.of());
  }

  private Set<RewardId> claim(
      NotificationClaims by, Map<RewardId, Integer> changes, String claimant) {
    return claim(by, changes, claimant, Known.NOTHING);
  }

  private Set<RewardId> claim(
      NotificationClaims by, Map<RewardId, Integer> changes, String claimant, Known known) {
    var entries = new TreeMap<RewardId, Ledger.Entry>();
    changes.forEach((reward, change) -> entries.put(reward, entry(change)));
    return by.claim(ledger, entries, claimant, known).keySet();
  }

  private static Ledger.Entry entry(int change) {
    return new Ledger.Entry(change % 2 == 1, change % 2 == 1 ? POINTS : 0, change);
  }

  private static Stream<RewardId> gone() {
    return IntStream.range(0, 200).mapToObj(i -> new RewardId("a-reward-that-is-gone-" + i));
  }

  private static NotificationClaims afterTheClaimRanOut() {
    var later =
        TestEnvironment.NOW.plus(NotificationClaims.CLAIM_LIFETIME).plus(Duration.ofMillis(1));
    return new NotificationClaims(new Wiring(TestEnvironment.ofTables()).programs(), () -> later);
  }
}
