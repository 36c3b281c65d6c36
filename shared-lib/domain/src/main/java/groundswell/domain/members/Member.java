package groundswell.domain.members;

import groundswell.domain.Versions;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A registered member.
///
/// @param version rises with every change
/// @param enrolments by challenge, also of those it left
public record Member(
    MemberId id, Profile profile, long version, SortedMap<ChallengeId, Enrolment> enrolments) {
  /// The most challenges that a member may ever have joined.
  public static final int ENROLMENTS_MAX = 200;

  public Member {
    enrolments = Collections.unmodifiableSortedMap(new TreeMap<>(enrolments));
  }

  /// A member registered with a profile and joined to challenges; `stored` itself if that says so
  /// already.
  ///
  /// @throws IllegalArgumentException if it would have more than [#ENROLMENTS_MAX] enrolments
  public static Member register(
      Optional<Member> stored,
      MemberId id,
      Profile profile,
      Collection<ChallengeId> joins,
      Instant now) {
    var before = stored.orElse(new Member(id, profile, Versions.NONE, new TreeMap<>()));
    var enrolments = new TreeMap<>(before.enrolments);
    for (var challenge : joins) enrolments.compute(challenge, (_, held) -> moved(held, true, now));
    return before.with(profile, enrolments, now);
  }

  public Member join(ChallengeId challenge, Instant now) {
    return register(Optional.of(this), id, profile, java.util.List.of(challenge), now);
  }

  /// This member after leaving; itself if it is not in the challenge.
  public Member leave(ChallengeId challenge, Instant now) {
    if (!isIn(challenge)) return this;
    var left = new TreeMap<>(enrolments);
    left.compute(challenge, (_, held) -> moved(held, false, now));
    return with(profile, left, now);
  }

  public boolean isIn(ChallengeId challenge) {
    var enrolment = enrolments.get(challenge);
    return enrolment != null && enrolment.joined();
  }

  private Member with(Profile nextProfile, SortedMap<ChallengeId, Enrolment> next, Instant now) {
    if (version != Versions.NONE && nextProfile.equals(profile) && next.equals(enrolments))
      return this;
    if (next.size() > ENROLMENTS_MAX) {
      throw new IllegalArgumentException(
          "member %s would have joined more than %d challenges".formatted(id, ENROLMENTS_MAX));
    }
    return new Member(id, nextProfile, Versions.next(version, now), next);
  }

  private static Enrolment moved(
      @org.jspecify.annotations.Nullable Enrolment held, boolean joined, Instant now) {
    if (held == null) return new Enrolment(joined, now, Versions.next(Versions.NONE, now));
    return held.joined() == joined
        ? held
        : new Enrolment(joined, now, Versions.next(held.version(), now));
  }
}
