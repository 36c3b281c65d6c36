package groundswell.client.model;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A member.
///
/// @param state `registered` or `removed`
/// @param timeZone null for that of the tenant's settings
public record Member(
    MemberId member,
    String state,
    String displayName,
    @Nullable String team,
    @Nullable String timeZone,
    List<Enrolment> challenges) {
  public Member {
    challenges = List.copyOf(challenges);
  }

  /// @param state `joined` or `left`
  public record Enrolment(ChallengeId challenge, String state) {
    public boolean isJoined() {
      return state.equals("joined");
    }
  }
}
