package groundswell.domain.files;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Profile;
import java.util.List;

/// What a good row of a members file says.
///
/// @param challenges to join
/// @param tooLate whether it also named challenges that can be joined no longer
public record MemberEntry(
    MemberId member, Profile profile, List<ChallengeId> challenges, boolean tooLate)
    implements UploadEntry {
  public MemberEntry {
    challenges = List.copyOf(challenges);
  }

  /// A row as it is read, before its challenges are looked at.
  public MemberEntry(MemberId member, Profile profile, List<ChallengeId> challenges) {
    this(member, profile, challenges, false);
  }
}
