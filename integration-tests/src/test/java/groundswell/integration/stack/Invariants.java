package groundswell.integration.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.workload.client.TenantApi;
import groundswell.workload.oracle.Entitlement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What must hold of a tenant whenever everything is quiet. Stands apart from what produced the
/// state: it reads the API and the queues, and knows the oracle.
public final class Invariants {
  private final Stack stack;
  private final Tenant tenant;

  /// Each member's, asked for once in a check.
  private final Map<MemberId, JsonNode> ledgers = new HashMap<>();

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

  /// Received = accepted + unchanged + superseded + rejected. An upload that has not ended counts
  /// none yet.
  private void everyRowIsAccountedFor() {
    for (var report : tenant.administrator().uploads()) {
      var rows = report.rows();
      assertThat(rows.received())
          .describedAs("rows received of %s", report.all())
          .isEqualTo(rows.accepted() + rows.unchanged() + rows.superseded() + rows.rejected());
    }
  }

  private void theBoardEqualsTheOracle(ChallengeId challenge) {
    assertThat(tenant.administrator().board(challenge))
        .describedAs("board of %s", challenge)
        .isEqualTo(tenant.oracle().board(challenge));
  }

  /// A reward is in the ledger exactly when the state entitles to it, and whoever has it was told.
  private void everyLedgerIsAsEntitled(ChallengeId challenge, Set<String> told) {
    tenant
        .oracle()
        .entitlements(challenge)
        .forEach(
            (member, expected) -> {
              assertThat(ledger(member, challenge))
                  .describedAs("ledger of %s in %s", member, challenge)
                  .isEqualTo(expected);
              for (var reward : expected.rewards())
                assertThat(told).contains("%s %s %s".formatted(challenge, member, reward));
            });
  }

  /// Who was told of which reward.
  private Set<String> told() {
    var told = new HashSet<String>();
    for (var message : tenant.notifications()) {
      var body = message.body();
      if (body.path("kind").asText().equals("reward-granted"))
        told.add(
            "%s %s %s"
                .formatted(
                    body.path("challenge").asText(),
                    body.path("member").asText(),
                    body.path("reward").asText()));
    }
    return told;
  }

  private Entitlement ledger(MemberId member, ChallengeId challenge) {
    var all = ledgers.computeIfAbsent(member, tenant.administrator()::rewards);
    return entitlement(TenantApi.ofChallenge(all, challenge));
  }

  private static Entitlement entitlement(JsonNode ledger) {
    var granted = new TreeSet<RewardId>();
    for (var reward : ledger.path("rewards")) {
      if (reward.path("state").asText().equals("granted"))
        granted.add(new RewardId(reward.path("reward").asText()));
    }
    return new Entitlement(
        ledger.path("goal_reached").asBoolean(), granted, ledger.path("points").asLong());
  }

  private void noMappingExceedsItsCap() {
    for (var mapping : stack.concurrency()) {
      assertThat(mapping.peak())
          .describedAs("peak concurrency of %s", mapping.mapping())
          .isLessThanOrEqualTo(mapping.cap());
    }
  }
}
