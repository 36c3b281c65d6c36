package groundswell.rewardgranter;

import groundswell.domain.Lane;
import groundswell.domain.events.Event.MemberScore;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;

/// A member whose ledger has to be judged.
///
/// @param score the member's progress by the latest message
record Judgement(TenantId tenant, ChallengeId challenge, Lane lane, MemberScore score) {

  Judgement merge(Judgement other) {
    return new Judgement(
        tenant,
        challenge,
        lane.and(other.lane),
        score.revision() >= other.score.revision() ? score : other.score);
  }
}
