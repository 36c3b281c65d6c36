package groundswell.client.model;

import groundswell.domain.ids.MemberId;
import java.time.Instant;
import java.util.List;

/// A member's progress in all its challenges.
///
/// @param asOf everything that arrived by then is counted
public record MemberProgress(MemberId member, Instant asOf, List<ChallengeProgress> challenges) {
  public MemberProgress {
    challenges = List.copyOf(challenges);
  }
}
