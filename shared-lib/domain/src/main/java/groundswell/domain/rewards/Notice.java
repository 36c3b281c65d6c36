package groundswell.domain.rewards;

import groundswell.domain.challenges.Reward;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.TenantId;
import java.util.Optional;

/// What a member is told about one change of a ledger entry.
///
/// @param points those granted or reversed; none for the goal
/// @param change counts the changes of this entry, from 1
public record Notice(
    TenantId tenant,
    MemberId member,
    ChallengeId challenge,
    RewardId reward,
    Kind kind,
    long points,
    int change) {

  /// The notice of an entry's latest change; none if the goal is out of reach again.
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

  /// Is the same however often the notice is made, so that subscribers can de-duplicate.
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
