package groundswell.api;

import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Enrolment;
import groundswell.domain.members.Member;
import groundswell.domain.members.TimeZone;
import groundswell.domain.scoring.PartialKey;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.ProgressItems;
import groundswell.domain.scoring.Scoring;
import groundswell.domain.scoring.VersionedPartial;
import groundswell.domain.settings.TenantSettings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Where a member stands in its challenges.
final class Standings {
  private final Challenges challenges;
  private final ProgressItems progressItems;
  private final ActivityMonths months;
  private final TenantSettings settings;
  private final InstantSource clock;

  Standings(
      Challenges challenges,
      ProgressItems progressItems,
      ActivityMonths months,
      TenantSettings settings,
      InstantSource clock) {
    this.challenges = challenges;
    this.progressItems = progressItems;
    this.months = months;
    this.settings = settings;
    this.clock = clock;
  }

  /// The standings in all challenges. They come from the stored progress, or from the activity
  /// itself if that progress is not yet at the challenge's and the enrolment's version.
  List<ProgressView> all(TenantId tenant, Member member) {
    var zone = zone(tenant, member);
    var views = new ArrayList<ProgressView>();
    for (var challenge : challengesOf(tenant, member)) {
      var enrolment = member.enrolments().get(challenge.id());
      var partials =
          progressItems
              .find(tenant, challenge, member.id())
              .filter(progress -> isCurrent(progress, challenge, enrolment))
              .map(Progress::partials)
              .orElseGet(() -> partialsFromActivity(tenant, challenge, member.id()));
      views.add(view(challenge, partials, zone));
    }
    return views;
  }

  /// The standings in the challenges that count one of the metrics, from the activity as it is now.
  List<ProgressView> afterEntriesOf(Set<MetricId> metrics, TenantId tenant, Member member) {
    var zone = zone(tenant, member);
    return challengesOf(tenant, member).stream()
        .filter(challenge -> !Collections.disjoint(challenge.terms().rule().metrics(), metrics))
        .map(
            challenge ->
                view(challenge, partialsFromActivity(tenant, challenge, member.id()), zone))
        .toList();
  }

  private TimeZone zone(TenantId tenant, Member member) {
    return member.profile().zone().orElseGet(() -> settings.find(tenant).settings().zone());
  }

  private List<Challenge> challengesOf(TenantId tenant, Member member) {
    return member.enrolments().keySet().stream()
        .filter(member::isIn)
        .flatMap(id -> challenges.find(tenant, id).stream())
        .toList();
  }

  private static boolean isCurrent(
      Progress progress, Challenge challenge, @Nullable Enrolment enrolment) {
    return enrolment != null
        && progress.joined()
        && progress.ruleVersion() == challenge.version()
        && progress.enrolmentVersion() == enrolment.version();
  }

  private SortedMap<PartialKey, VersionedPartial> partialsFromActivity(
      TenantId tenant, Challenge challenge, MemberId member) {
    var terms = challenge.terms();
    var keys = Scoring.monthsThatCount(terms, member);
    return Scoring.partialsOf(terms, member, months.read(tenant, keys, Consistency.STRONG));
  }

  private ProgressView view(
      Challenge challenge, SortedMap<PartialKey, VersionedPartial> partials, TimeZone zone) {
    var terms = challenge.terms();
    var today = zone.dayAt(clock.instant());
    return ProgressView.of(
        challenge, Scoring.standing(terms.rule(), terms.period(), partials), today);
  }
}
