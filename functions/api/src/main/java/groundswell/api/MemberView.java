package groundswell.api;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.members.Enrolment;
import groundswell.domain.members.Member;
import groundswell.domain.members.TimeZone;
import groundswell.http.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A member as the API shows it.
///
/// @param state `registered` or `removed`
/// @param timeZone null for that of the tenant's settings
record MemberView(
    String member,
    String state,
    String displayName,
    @Nullable String team,
    @Nullable String timeZone,
    long version,
    List<EnrolmentView> challenges) {

  static MemberView of(Member member) {
    var profile = member.profile();
    return new MemberView(
        member.id().value(),
        member.state().label(),
        profile.displayName(),
        profile.team().orElse(null),
        profile.zone().map(TimeZone::id).orElse(null),
        member.version(),
        member.enrolments().entrySet().stream()
            .map(entry -> EnrolmentView.of(entry.getKey(), entry.getValue()))
            .toList());
  }

  /// @param state `joined` or `left`
  record EnrolmentView(String challenge, String state, String since) {
    static EnrolmentView of(ChallengeId challenge, Enrolment enrolment) {
      return new EnrolmentView(
          challenge.value(), enrolment.joined() ? "joined" : "left", Json.time(enrolment.since()));
    }
  }
}
