package groundswell.progresscalculator;

import groundswell.domain.Versions;
import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Enrolment;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.Scoring;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Computes the right progress of some members in a challenge, from the challenge, the members and
/// their activity.
record Recomputation(
    Challenge challenge, Map<MemberId, Member> members, Map<MonthKey, StoredMonth> months) {

  /// Reads the members and months as stored now; strongly consistent.
  static Recomputation read(
      TenantId tenant,
      Challenge challenge,
      Collection<MemberId> some,
      Members members,
      ActivityMonths activity) {
    var registered = members.findAll(tenant, some);
    var keys =
        registered.values().stream()
            .filter(member -> member.isIn(challenge.id()))
            .flatMap(member -> Scoring.monthsThatCount(challenge.terms(), member.id()).stream())
            .toList();
    return new Recomputation(
        challenge, registered, activity.read(tenant, keys, Consistency.STRONG));
  }

  /// @param stored the item to replace
  /// @return empty for a member who was never in the challenge and has no item; and for one who is
  ///     erased, because the eraser deletes the item
  Optional<Progress> progressOf(MemberId member, Optional<Progress> stored, Instant now) {
    var known = members.get(member);
    if (known == null) return Optional.empty();
    var enrolment = Optional.ofNullable(known.enrolments().get(challenge.id()));
    if (enrolment.isEmpty() && stored.isEmpty()) return Optional.empty();
    boolean joined = enrolment.filter(Enrolment::joined).isPresent();
    return Optional.of(
        Progress.recomputed(
            stored,
            challenge.version(),
            enrolment.map(Enrolment::version).orElse(Versions.NONE),
            joined,
            joined ? Scoring.partialsOf(challenge.terms(), member, months) : new TreeMap<>(),
            now));
  }
}
