package groundswell.domain.files;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Profile;
import java.util.List;

/// What a good row of a members file says.
///
/// @param challenges to join
public record MemberEntry(MemberId member, Profile profile, List<ChallengeId> challenges)
    implements UploadEntry {
  public MemberEntry {
    challenges = List.copyOf(challenges);
  }
}
