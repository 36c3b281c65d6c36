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
import groundswell.domain.members.Erasure;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.members.Profile;
import groundswell.domain.members.TimeZone;
import groundswell.domain.settings.TenantSettings;
import groundswell.domain.uploads.Uploads;
import groundswell.http.Answer;
import groundswell.http.HttpProblem;
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

/// Registering and removing members, and their joining and leaving of challenges.
final class MemberRoutes {
  private static final Set<String> FIELDS =
      Set.of("display_name", "team", "time_zone", "challenges");

  private final Members members;
  private final Challenges challenges;
  private final TenantSettings settings;
  private final Uploads uploads;
  private final InstantSource clock;

  MemberRoutes(
      Members members,
      Challenges challenges,
      TenantSettings settings,
      Uploads uploads,
      InstantSource clock) {
    this.members = members;
    this.challenges = challenges;
    this.settings = settings;
    this.uploads = uploads;
    this.clock = clock;
  }

  void addTo(Router<TenantAccess> router) {
    router
        .add("PUT /members/{member}", TenantAccess.MANAGE, this::put)
        .add("GET /members/{member}", TenantAccess.READ_MEMBER, this::get)
        .add("DELETE /members/{member}", TenantAccess.MANAGE, this::remove)
        .add("PUT /members/{member}/challenges/{challenge}", TenantAccess.MANAGE, this::join)
        .add("DELETE /members/{member}/challenges/{challenge}", TenantAccess.MANAGE, this::leave);
  }

  /// Registers a member or changes its profile, and joins it to challenges. It leaves none. A
  /// member who was removed comes back. While a complete file of members is under way, this is
  /// written even if nothing is new, so that the file does not remove the member.
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
    boolean again = uploads.mayRemoveMembers(request.tenant(), Optional.empty(), clock.instant());
    var stored = members.findAny(request.tenant(), id);
    var today = today(request.tenant(), profile);
    var erasure = stored.isEmpty() ? erasure(request.tenant(), id) : Optional.<Erasure>empty();
    var saved =
        save(
            request.tenant(),
            stored,
            before -> {
              var next = register(before, erasure, id, profile, joins, today);
              return again ? next.saidAgain(clock.instant(), clock.instant()) : next;
            });
    var view = MemberView.of(saved);
    return stored.isEmpty() ? Answer.created(view) : Answer.ok(view);
  }

  private Optional<Erasure> erasure(TenantId tenant, MemberId id) {
    return Optional.ofNullable(members.erasures(tenant, List.of(id)).get(id));
  }

  private Answer get(Request request) {
    return Answer.ok(MemberView.of(Lookup.member(members, request)));
  }

  /// The member leaves all challenges and enters nothing more; what it did is kept.
  private Answer remove(Request request) {
    return change(request, member -> member.remove(clock.instant()));
  }

  private Answer join(Request request) {
    var challenge = Lookup.challenge(challenges, request);
    return change(
        request,
        member ->
            join(
                Lookup.checkRegistered(member),
                challenge,
                today(request.tenant(), member.profile())));
  }

  private Answer leave(Request request) {
    var challenge = Lookup.challenge(challenges, request);
    return change(request, member -> member.leave(challenge.id(), clock.instant()));
  }

  private Answer change(Request request, Function<Member, Member> decision) {
    var stored = Optional.of(Lookup.member(members, request));
    return Answer.ok(
        MemberView.of(
            save(
                request.tenant(),
                stored,
                before -> decision.apply(checkNotErased(before.orElseThrow())))));
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

  /// @param erasure of the member who had the id before, if there was one
  private Member register(
      Optional<Member> before,
      Optional<Erasure> erasure,
      MemberId id,
      Profile profile,
      List<Challenge> joins,
      LocalDate today) {
    before.ifPresent(MemberRoutes::checkNotErased);
    for (var challenge : joins) {
      if (before.isEmpty() || !before.get().isIn(challenge.id())) checkDeadline(challenge, today);
    }
    try {
      var ids = joins.stream().map(Challenge::id).toList();
      var now = clock.instant();
      return Member.register(
          before, id, profile, ids, erasure.map(it -> it.after(now)).orElse(now));
    } catch (IllegalArgumentException e) {
      throw HttpProblem.of(ProblemCode.TOO_MANY_CHALLENGES, String.valueOf(e.getMessage()));
    }
  }

  private static Member checkNotErased(Member member) {
    if (!member.isErased()) return member;
    throw HttpProblem.of(
        ProblemCode.BEING_ERASED,
        "all that is stored about member %s is being deleted, which takes half an hour at most; register it after that"
            .formatted(member.id()));
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
}
