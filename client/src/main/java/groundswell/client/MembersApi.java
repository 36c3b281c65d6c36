package groundswell.client;

import groundswell.client.model.ActivityCorrection;
import groundswell.client.model.ActivityEntry;
import groundswell.client.model.EnteredActivity;
import groundswell.client.model.Member;
import groundswell.client.model.MemberDays;
import groundswell.client.model.MemberProgress;
import groundswell.client.model.MemberRewards;
import groundswell.client.model.Profile;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MemberSegment;
import java.util.List;

/// Members: their registration, activity, progress and rewards.
public final class MembersApi {
  private final ApiClient api;

  public MembersApi(ApiClient api) {
    this.api = api;
  }

  /// Registers a member, or changes its profile.
  public Answer<Member> put(MemberId member, Profile profile) {
    return api.put(path(member), Json.write(profile)).as(Member.class);
  }

  public Answer<Member> find(MemberId member) {
    return api.get(path(member)).as(Member.class);
  }

  public Answer<Member> join(MemberId member, ChallengeId challenge) {
    return api.put(enrolment(member, challenge), "{}").as(Member.class);
  }

  public Answer<Member> leave(MemberId member, ChallengeId challenge) {
    return api.delete(enrolment(member, challenge)).as(Member.class);
  }

  public Answer<EnteredActivity> enter(MemberId member, ActivityEntry entry) {
    var body = Json.write(new Entries(List.of(entry)));
    return api.post(path(member) + "/activity", body).as(EnteredActivity.class);
  }

  /// What an administrator says about a day, whatever its sources say.
  public Answer<EnteredActivity> correct(MemberId member, ActivityCorrection correction) {
    var body = Json.write(new Corrections(List.of(correction)));
    return api.post(path(member) + "/corrections", body).as(EnteredActivity.class);
  }

  public Answer<MemberProgress> progress(MemberId member) {
    return api.get(path(member) + "/progress").as(MemberProgress.class);
  }

  public Answer<MemberRewards> rewards(MemberId member) {
    return api.get(path(member) + "/rewards").as(MemberRewards.class);
  }

  /// What is stored of a member's days.
  public Answer<MemberDays> days(MemberId member, DayQuery query) {
    return api.get(path(member) + "/days" + query.query()).as(MemberDays.class);
  }

  private static String path(MemberId member) {
    return "/members/" + MemberSegment.of(member);
  }

  private static String enrolment(MemberId member, ChallengeId challenge) {
    return "%s/challenges/%s".formatted(path(member), challenge);
  }

  private record Entries(List<ActivityEntry> entries) {}

  private record Corrections(List<ActivityCorrection> corrections) {}
}
