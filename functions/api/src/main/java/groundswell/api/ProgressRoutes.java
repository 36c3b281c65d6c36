package groundswell.api;

import groundswell.domain.challenges.Reward;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.members.Members;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.rewards.Ledgers;
import groundswell.http.Answer;
import groundswell.http.Json;
import groundswell.http.Request;
import groundswell.http.Router;
import java.time.InstantSource;
import java.util.List;

/// A member's progress and rewards.
final class ProgressRoutes {
  private final Members members;
  private final Standings standings;
  private final Ledgers ledgers;
  private final InstantSource clock;

  ProgressRoutes(Members members, Standings standings, Ledgers ledgers, InstantSource clock) {
    this.members = members;
    this.standings = standings;
    this.ledgers = ledgers;
    this.clock = clock;
  }

  void addTo(Router<TenantAccess> router) {
    router
        .add("GET /members/{member}/progress", TenantAccess.READ_MEMBER, this::progress)
        .add("GET /members/{member}/rewards", TenantAccess.READ_MEMBER, this::rewards);
  }

  /// The answer contains everything that had reached the stored progress by `as_of`.
  private Answer progress(Request request) {
    var asOf = clock.instant();
    var member = Lookup.member(members, request);
    return Answer.ok(
        new MemberProgress(
            member.id().value(), Json.time(asOf), standings.all(request.tenant(), member)));
  }

  private Answer rewards(Request request) {
    var member = Lookup.member(members, request);
    var held = ledgers.findAll(request.tenant(), member.id());
    return Answer.ok(
        new MemberRewards(
            member.id().value(),
            held.values().stream().mapToLong(Ledger::points).sum(),
            held.entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(entry -> LedgerView.of(entry.getKey(), entry.getValue()))
                .toList()));
  }

  record MemberProgress(String member, String asOf, List<ProgressView> challenges) {}

  /// @param points the balance over all challenges
  record MemberRewards(String member, long points, List<LedgerView> challenges) {}

  record LedgerView(String challenge, long points, boolean goalReached, List<RewardView> rewards) {
    static LedgerView of(ChallengeId challenge, Ledger ledger) {
      var goal = ledger.entries().get(Reward.GOAL);
      return new LedgerView(
          challenge.value(),
          ledger.points(),
          goal != null && goal.granted(),
          ledger.entries().entrySet().stream()
              .filter(entry -> !entry.getKey().equals(Reward.GOAL))
              .map(entry -> RewardView.of(entry.getKey().value(), entry.getValue()))
              .toList());
    }
  }

  /// @param state `granted` or `reversed`
  record RewardView(String reward, String state, long points) {
    static RewardView of(String reward, Ledger.Entry entry) {
      return new RewardView(reward, entry.granted() ? "granted" : "reversed", entry.points());
    }
  }
}
