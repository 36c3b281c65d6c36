package groundswell.domain.files;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Profile;
import java.util.List;

/// What a good row of a members file says.
///
/// @param challenges to join
/// @param tooLate whether it also named challenges that can no longer be joined
public record MemberEntry(
    MemberId member, Profile profile, List<ChallengeId> challenges, boolean tooLate)
    implements UploadEntry {
  public MemberEntry {
    challenges = List.copyOf(challenges);
  }

  /// Whether a registered member has the row's profile, and joined all of its challenges at some
  /// time.
  public boolean isSaidBy(Member stored) {
    return stored.isRegistered()
        && stored.profile().equals(profile)
        && stored.enrolments().keySet().containsAll(challenges);
  }

  /// The row without its challenges.
  public MemberEntry joiningNone() {
    return new MemberEntry(member, profile, List.of(), tooLate);
  }

  /// A row as it is read, before its challenges are looked at.
  public MemberEntry(MemberId member, Profile profile, List<ChallengeId> challenges) {
    this(member, profile, challenges, false);
  }
}
