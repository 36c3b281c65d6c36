package groundswell.domain.rewards;

import groundswell.domain.challenges.Reward;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.TenantId;
import java.util.Optional;

/// A notification to a member about one change of a ledger entry.
///
/// @param points granted or reversed; empty for the goal
/// @param change numbers the changes of this entry, from 1
public record Notice(
    TenantId tenant,
    MemberId member,
    ChallengeId challenge,
    RewardId reward,
    Kind kind,
    long points,
    int change) {

  /// The notice of an entry's latest change; empty if the goal was lost again.
  public static Optional<Notice> of(
      TenantId tenant,
      MemberId member,
      ChallengeId challenge,
      RewardId reward,
      Ledger.Entry entry) {
    return kindOf(reward, entry)
        .map(
            kind ->
                new Notice(
                    tenant, member, challenge, reward, kind, entry.points(), entry.changes()));
  }

  /// Stable on every retry, so that subscribers can de-duplicate.
  public String id() {
    return String.join(
        "/",
        tenant.value(),
        challenge.value(),
        reward.value(),
        Integer.toString(change),
        member.value());
  }

  private static Optional<Kind> kindOf(RewardId reward, Ledger.Entry entry) {
    if (!reward.equals(Reward.GOAL)) {
      return Optional.of(entry.granted() ? Kind.REWARD_GRANTED : Kind.REWARD_REVERSED);
    }
    return entry.granted() ? Optional.of(Kind.GOAL_REACHED) : Optional.empty();
  }

  public enum Kind {
    GOAL_REACHED,
    REWARD_GRANTED,
    REWARD_REVERSED
  }
}
