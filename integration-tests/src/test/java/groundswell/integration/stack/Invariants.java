package groundswell.integration.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.client.model.MemberRewards;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.workload.oracle.Entitlement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeSet;

/// What must be true of a tenant whenever everything is quiet. It is independent of how the state
/// came about: it reads the API and the queues, and compares with the oracle.
public final class Invariants {
  private final Stack stack;
  private final Tenant tenant;

  /// Each member's ledgers, read once per check.
  private final Map<MemberId, MemberRewards> ledgers = new HashMap<>();

  public Invariants(Stack stack, Tenant tenant) {
    this.stack = stack;
    this.tenant = tenant;
  }

  public void check() {
    everyRowIsAccountedFor();
    var told = told();
    ledgers.clear();
    for (var challenge : tenant.challenges()) {
      theBoardEqualsTheOracle(challenge);
      everyLedgerIsAsEntitled(challenge, told);
    }
    noMappingExceedsItsCap();
  }

  /// Received = accepted + unchanged + superseded + rejected, once an upload has ended.
  private void everyRowIsAccountedFor() {
    for (var report : tenant.administrator().uploads()) {
      if (report.answer().check() != null) continue;
      var rows = report.rows();
      assertThat(rows.received())
          .describedAs("rows received of %s", report.answer())
          .isEqualTo(rows.accepted() + rows.unchanged() + rows.superseded() + rows.rejected());
    }
  }

  private void theBoardEqualsTheOracle(ChallengeId challenge) {
    assertThat(tenant.administrator().board(challenge))
        .describedAs("board of %s", challenge)
        .isEqualTo(tenant.oracle().board(challenge));
  }

  /// A reward is in the ledger exactly when the member is entitled to it. The member was notified
  /// of it once more often than of its reversal. What erased members were told before does not
  /// count.
  private void everyLedgerIsAsEntitled(ChallengeId challenge, Map<NotifiedReward, Integer> told) {
    tenant
        .oracle()
        .entitlements(challenge)
        .forEach(
            (member, expected) -> {
              assertThat(ledger(member, challenge))
                  .describedAs("ledger of %s in %s", member, challenge)
                  .isEqualTo(expected);
              for (var reward : expected.rewards())
                assertThat(told.remove(new NotifiedReward(challenge, member, reward)))
                    .describedAs("times that %s was told of %s in %s", member, reward, challenge)
                    .isEqualTo(1);
            });
    told.forEach(
        (reward, times) -> {
          if (reward.challenge().equals(challenge) && tenant.oracle().isRegistered(reward.member()))
            assertThat(times).describedAs("times that one was told of %s", reward).isZero();
        });
  }

  /// How much more often members were notified that a reward was granted than that it was reversed.
  /// Notifications with the same id count once.
  private Map<NotifiedReward, Integer> told() {
    var ids = new HashSet<String>();
    var told = new HashMap<NotifiedReward, Integer>();
    for (var message : tenant.notifications()) {
      var body = message.body();
      int change =
          switch (body.path("kind").asText()) {
            case "reward-granted" -> 1;
            case "reward-reversed" -> -1;
            case String _ -> 0;
          };
      if (change != 0 && ids.add(body.path("id").asText()))
        told.merge(NotifiedReward.of(body), change, Integer::sum);
    }
    return told;
  }

  private record NotifiedReward(ChallengeId challenge, MemberId member, RewardId reward) {
    static NotifiedReward of(JsonNode notice) {
      return new NotifiedReward(
          new ChallengeId(notice.path("challenge").asText()),
          new MemberId(notice.path("member").asText()),
          new RewardId(notice.path("reward").asText()));
    }
  }

  private Entitlement ledger(MemberId member, ChallengeId challenge) {
    var all = ledgers.computeIfAbsent(member, tenant.administrator()::rewards);
    return entitlement(all.ledger(challenge));
  }

  private static Entitlement entitlement(MemberRewards.Ledger ledger) {
    var granted = new TreeSet<RewardId>();
    for (var reward : ledger.rewards()) {
      if (reward.isGranted()) granted.add(reward.reward());
    }
    return new Entitlement(ledger.goalReached(), granted, ledger.points());
  }

  private void noMappingExceedsItsCap() {
    for (var mapping : stack.concurrency()) {
      assertThat(mapping.peak())
          .describedAs("peak concurrency of %s", mapping.mapping())
          .isLessThanOrEqualTo(mapping.cap());
    }
  }
}
