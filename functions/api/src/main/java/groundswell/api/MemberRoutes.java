package groundswell.api;

import groundswell.domain.Optimistic;
import groundswell.domain.Optimistic.Attempt.Outrun;
import groundswell.domain.Optimistic.Attempt.Settled;
import groundswell.domain.Versions;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Enrolment;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.members.Profile;
import groundswell.domain.members.TimeZone;
import groundswell.domain.settings.TenantSettings;
import groundswell.http.Answer;
import groundswell.http.HttpProblem;
import groundswell.http.Json;
import groundswell.http.ProblemCode;
import groundswell.http.Request;
import groundswell.http.Router;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Registering members, and their joining and leaving of challenges.
final class MemberRoutes {
  private static final Set<String> FIELDS =
      Set.of("display_name", "team", "time_zone", "challenges");

  private final Members members;
  private final Challenges challenges;
  private final TenantSettings settings;
  private final InstantSource clock;

  MemberRoutes(
      Members members, Challenges challenges, TenantSettings settings, InstantSource clock) {
    this.members = members;
    this.challenges = challenges;
    this.settings = settings;
    this.clock = clock;
  }

  void addTo(Router<TenantAccess> router) {
    router
        .add("PUT /members/{member}", TenantAccess.MANAGE, this::put)
        .add("GET /members/{member}", TenantAccess.READ_MEMBER, this::get)
        .add("PUT /members/{member}/challenges/{challenge}", TenantAccess.MANAGE, this::join)
        .add("DELETE /members/{member}/challenges/{challenge}", TenantAccess.MANAGE, this::leave);
  }

  /// Registers a member or changes its profile, and joins it to challenges. It leaves none.
  private Answer put(Request request) {
    var fields = Fields.of(request.json(), FIELDS);
    var name = fields.required("display_name", text -> text);
    var team = fields.optional("team", text -> text);
    var zone = fields.optional("time_zone", TimeZone::parse);
    var ids = fields.texts("challenges", Member.ENROLMENTS_MAX, ChallengeId::new);
    fields.check();
    var joins = joined(fields, request.tenant(), ids);
    var profile = profile(name.orElseThrow(), team, zone);
    var id = request.member();
    var stored = members.find(request.tenant(), id);
    var today = today(request.tenant(), profile);
    var saved =
        save(request.tenant(), stored, before -> register(before, id, profile, joins, today));
    return stored.isEmpty() ? Answer.created(view(saved)) : Answer.ok(view(saved));
  }

  private Answer get(Request request) {
    return Answer.ok(view(Find.member(members, request)));
  }

  private Answer join(Request request) {
    var challenge = Find.challenge(challenges, request);
    return change(
        request, member -> join(member, challenge, today(request.tenant(), member.profile())));
  }

  private Answer leave(Request request) {
    var challenge = Find.challenge(challenges, request);
    return change(request, member -> member.leave(challenge.id(), clock.instant()));
  }

  private Answer change(Request request, Function<Member, Member> decision) {
    var stored = Optional.of(Find.member(members, request));
    return Answer.ok(
        view(save(request.tenant(), stored, before -> decision.apply(before.orElseThrow()))));
  }

  private List<Challenge> joined(Fields fields, TenantId tenant, List<ChallengeId> ids) {
    var found = new ArrayList<Challenge>();
    for (int i = 0; i < ids.size(); i++) {
      var challenge = challenges.find(tenant, ids.get(i));
      challenge.ifPresent(found::add);
      if (challenge.isEmpty())
        fields.fail("challenges[%d]".formatted(i), "there is no challenge " + ids.get(i));
    }
    fields.check();
    return found;
  }

  private Member join(Member member, Challenge challenge, LocalDate today) {
    if (!member.isIn(challenge.id())) checkDeadline(challenge, today);
    try {
      return member.join(challenge.id(), clock.instant());
    } catch (IllegalArgumentException e) {
      throw HttpProblem.of(ProblemCode.TOO_MANY_CHALLENGES, String.valueOf(e.getMessage()));
    }
  }

  private Member register(
      Optional<Member> before,
      MemberId id,
      Profile profile,
      List<Challenge> joins,
      LocalDate today) {
    for (var challenge : joins) {
      if (before.isEmpty() || !before.get().isIn(challenge.id())) checkDeadline(challenge, today);
    }
    try {
      var ids = joins.stream().map(Challenge::id).toList();
      return Member.register(before, id, profile, ids, clock.instant());
    } catch (IllegalArgumentException e) {
      throw HttpProblem.of(ProblemCode.TOO_MANY_CHALLENGES, String.valueOf(e.getMessage()));
    }
  }

  /// The deadline is a day of the member's own calendar.
  private static void checkDeadline(Challenge challenge, LocalDate today) {
    var last = challenge.terms().lastJoinDay();
    if (!today.isAfter(last)) return;
    throw HttpProblem.of(
        ProblemCode.JOIN_DEADLINE_PASSED,
        "challenge %s could be joined until %s, and for the member it is %s"
            .formatted(challenge.id(), last, today));
  }

  private LocalDate today(TenantId tenant, Profile profile) {
    return profile
        .zone()
        .orElseGet(() -> settings.find(tenant).settings().zone())
        .dayAt(clock.instant());
  }

  /// Decides on what is stored, and retries whenever another writer was faster.
  private Member save(
      TenantId tenant, Optional<Member> stored, Function<Optional<Member>, Member> decision) {
    return Optimistic.settle(
        "member",
        stored,
        before -> {
          var next = decision.apply(before);
          if (before.filter(next::equals).isPresent()) return new Settled<>(next);
          long expected = before.map(Member::version).orElse(Versions.NONE);
          var standing = members.saveIf(tenant, next, expected, Members.Origin.LIVE);
          return standing.isPresent() ? new Outrun<>(standing) : new Settled<>(next);
        });
  }

  private static Profile profile(String name, Optional<String> team, Optional<TimeZone> zone) {
    try {
      return new Profile(name, team, zone);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.invalid("", String.valueOf(e.getMessage()));
    }
  }

  private static MemberView view(Member member) {
    var profile = member.profile();
    return new MemberView(
        member.id().value(),
        profile.displayName(),
        profile.team().orElse(null),
        profile.zone().map(TimeZone::id).orElse(null),
        member.version(),
        member.enrolments().entrySet().stream()
            .map(entry -> EnrolmentView.of(entry.getKey(), entry.getValue()))
            .toList());
  }

  /// @param timeZone null for that of the tenant's settings
  record MemberView(
      String member,
      String displayName,
      @Nullable String team,
      @Nullable String timeZone,
      long version,
      List<EnrolmentView> challenges) {}

  /// @param state `joined` or `left`
  record EnrolmentView(String challenge, String state, String since) {
    static EnrolmentView of(ChallengeId challenge, Enrolment enrolment) {
      return new EnrolmentView(
          challenge.value(), enrolment.joined() ? "joined" : "left", Json.time(enrolment.since()));
    }
  }
}
