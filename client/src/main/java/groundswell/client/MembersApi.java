package groundswell.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.client.model.ActivityCorrection;
import groundswell.client.model.ActivityEntry;
import groundswell.client.model.EnteredActivity;
import groundswell.client.model.ErasedMember;
import groundswell.client.model.Member;
import groundswell.client.model.MemberDays;
import groundswell.client.model.MemberPage;
import groundswell.client.model.MemberProgress;
import groundswell.client.model.MemberRewards;
import groundswell.client.model.Profile;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MemberSegment;
import java.util.List;
import java.util.Optional;

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

  /// A page of the members, by id.
  ///
  /// @param cursor where the page before ended
  public Answer<MemberPage> list(MemberFilter filter, int limit, Optional<String> cursor) {
    var from = cursor.map(place -> "&cursor=" + Endpoint.encoded(place)).orElse("");
    return api.get("/members?limit=%d%s%s".formatted(limit, filter.query(), from))
        .as(MemberPage.class);
  }

  /// The member leaves all challenges; what it did is kept.
  public Answer<Member> remove(MemberId member) {
    return api.delete(path(member)).as(Member.class);
  }

  /// All that is stored about the member is deleted.
  public Answer<ErasedMember> erase(MemberId member) {
    return api.post(path(member) + "/erase", "{}").as(ErasedMember.class);
  }

  /// Everything that is stored about the member, as one JSON object. The months come in pages,
  /// which are joined here.
  public JsonNode export(MemberId member) {
    var all = (ObjectNode) api.get(path(member) + "/export").as(JsonNode.class).json();
    var next = all.path("next");
    while (next.isTextual()) {
      var cursor = Endpoint.encoded(next.asText());
      var page = api.get(path(member) + "/export?cursor=" + cursor).as(JsonNode.class).json();
      all.withArray("months").addAll((ArrayNode) page.path("months"));
      next = page.path("next");
    }
    all.remove("next");
    return all;
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
