package groundswell.client.model;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import java.util.List;

/// A member's rewards in all challenges.
///
/// @param points the balance
public record MemberRewards(MemberId member, long points, List<Ledger> challenges) {
  public MemberRewards {
    challenges = List.copyOf(challenges);
  }

  /// The ledger of one challenge; an empty one if there is none.
  public Ledger ledger(ChallengeId challenge) {
    return challenges.stream()
        .filter(ledger -> ledger.challenge().equals(challenge))
        .findFirst()
        .orElse(new Ledger(challenge, 0, false, List.of()));
  }

  /// The rewards of one challenge.
  public record Ledger(
      ChallengeId challenge, long points, boolean goalReached, List<Reward> rewards) {
    public Ledger {
      rewards = List.copyOf(rewards);
    }
  }

  /// @param state `granted` or `reversed`
  public record Reward(RewardId reward, String state, long points) {
    public boolean isGranted() {
      return state.equals("granted");
    }
  }
}
