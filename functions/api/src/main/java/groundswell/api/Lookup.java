package groundswell.api;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.Uploads;
import groundswell.http.HttpProblem;
import groundswell.http.ProblemCode;
import groundswell.http.Request;

/// The items that a request's path names, or a 404.
final class Lookup {
  private Lookup() {}

  static Challenge challenge(Challenges challenges, Request request) {
    return challenges
        .find(request.tenant(), request.challenge())
        .orElseThrow(
            () ->
                HttpProblem.of(
                    ProblemCode.UNKNOWN_CHALLENGE,
                    "there is no challenge %s".formatted(request.challenge())));
  }

  static Upload upload(Uploads uploads, TenantId tenant, UploadId id) {
    return uploads
        .find(tenant, id)
        .orElseThrow(
            () ->
                HttpProblem.of(ProblemCode.UNKNOWN_UPLOAD, "there is no upload %s".formatted(id)));
  }

  /// A registered or removed member.
  static Member member(Members members, Request request) {
    return members
        .find(request.tenant(), request.member())
        .orElseThrow(() -> unknown(request.member()));
  }

  /// A member that enters activity and joins challenges.
  static Member registered(Members members, Request request) {
    return checkRegistered(member(members, request));
  }

  static Member checkRegistered(Member member) {
    if (member.isRegistered()) return member;
    throw HttpProblem.of(
        ProblemCode.MEMBER_REMOVED,
        "member %s was removed; register it again first".formatted(member.id()));
  }

  static HttpProblem unknown(MemberId id) {
    return HttpProblem.of(ProblemCode.UNKNOWN_MEMBER, "member %s is not registered".formatted(id));
  }
}
