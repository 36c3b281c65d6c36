package groundswell.domain.members;

import groundswell.domain.Versions;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A member of a tenant.
///
/// @param said the timestamp of the profile or of the removal, to the millisecond; an earlier
///     profile that arrives late does not replace it. [Instant#EPOCH] if unknown
/// @param version rises with every change
/// @param enrolments by challenge, including those it left
public record Member(
    MemberId id,
    Profile profile,
    Instant said,
    long version,
    SortedMap<ChallengeId, Enrolment> enrolments,
    MemberState state) {
  /// The most challenges that a member may ever have joined.
  public static final int ENROLMENTS_MAX = 200;

  public Member {
    said = said.truncatedTo(ChronoUnit.MILLIS);
    enrolments = Collections.unmodifiableSortedMap(new TreeMap<>(enrolments));
  }

  /// A registered member.
  public Member(
      MemberId id,
      Profile profile,
      Instant said,
      long version,
      SortedMap<ChallengeId, Enrolment> enrolments) {
    this(id, profile, said, version, enrolments, MemberState.REGISTERED);
  }

  /// A member registered with a profile and joined to challenges now. This wins over everything
  /// said before, whatever other clocks say, and brings back a member who was removed. Returns
  /// `stored` itself if nothing changes, or if it is being erased.
  ///
  /// @throws IllegalArgumentException if it would have more than [#ENROLMENTS_MAX] enrolments
  public static Member register(
      Optional<Member> stored,
      MemberId id,
      Profile profile,
      Collection<ChallengeId> joins,
      Instant now) {
    var said = stored.map(Member::lastSaid).filter(now::isBefore).orElse(now);
    return register(stored, id, profile, joins, said, now);
  }

  /// As [#register], but by a file that arrived at an earlier time: it does not replace a later
  /// profile, does not bring back a member who was removed later, and never joins a challenge that
  /// the member has left. What the member left by its removal alone, a file joins again.
  public static Member registerByFile(
      Optional<Member> stored,
      MemberId id,
      Profile profile,
      Collection<ChallengeId> joins,
      Instant said,
      Instant now) {
    var left = stored.map(Member::left).orElse(Set.of());
    var some = joins.stream().filter(challenge -> !left.contains(challenge)).toList();
    return register(stored, id, profile, some, said, now);
  }

  private static Member register(
      Optional<Member> stored,
      MemberId id,
      Profile profile,
      Collection<ChallengeId> joins,
      Instant said,
      Instant now) {
    var before = stored.orElse(new Member(id, profile, said, Versions.NONE, new TreeMap<>()));
    boolean late = said.isBefore(before.said);
    if (before.isErased() || (late && before.isRemoved())) return before;
    var enrolments = new TreeMap<>(before.enrolments);
    for (var challenge : joins) enrolments.compute(challenge, (_, held) -> joined(held, said, now));
    return late
        ? before.with(before.profile, before.said, enrolments, now)
        : before.with(profile, said, enrolments, MemberState.REGISTERED, now);
  }

  /// This member joined to a challenge now, whatever other clocks say; itself if it is already in
  /// it. The profile keeps its timestamp: a profile said before the join still applies if it
  /// arrives later.
  ///
  /// @throws IllegalArgumentException if it would have more than [#ENROLMENTS_MAX] enrolments
  public Member join(ChallengeId challenge, Instant now) {
    var next = new TreeMap<>(enrolments);
    next.compute(challenge, (_, held) -> joined(held, lastWord(held, now), now));
    return with(profile, said, next, now);
  }

  /// This member after leaving now, whatever other clocks say; itself if it is not in the
  /// challenge.
  public Member leave(ChallengeId challenge, Instant now) {
    if (!isIn(challenge)) return this;
    var left = new TreeMap<>(enrolments);
    left.compute(challenge, (_, held) -> moved(held, false, lastWord(held, now), now));
    return with(profile, said, left, now);
  }

  /// This member removed now, whatever other clocks say: it has left all its challenges. Itself if
  /// it is not registered.
  public Member remove(Instant now) {
    if (!isRegistered()) return this;
    var at = now.isBefore(lastSaid()) ? lastSaid() : now;
    return with(profile, at, allLeft(at, now), MemberState.REMOVED, now);
  }

  /// This member removed because a complete file that had arrived at a time does not name it.
  /// Returns itself if it is not registered, or if something was said about it then or later.
  public Member removeByFile(Instant arrivedAt, Instant now) {
    var at = arrivedAt.truncatedTo(ChronoUnit.MILLIS);
    if (!isMissedBy(at)) return this;
    return with(profile, at, allLeft(at, now), MemberState.REMOVED, now);
  }

  /// Whether it leaves by a complete file that had arrived at a time and does not name it.
  public boolean isMissedBy(Instant arrivedAt) {
    return isRegistered() && lastSaid().isBefore(arrivedAt.truncatedTo(ChronoUnit.MILLIS));
  }

  /// This member if its profile is said once more: an earlier word no longer removes it. Itself if
  /// it is not registered, or if that was said as late before.
  public Member saidAgain(Instant at, Instant now) {
    if (!isRegistered() || !said.isBefore(at.truncatedTo(ChronoUnit.MILLIS))) return this;
    return new Member(id, profile, at, Versions.next(version, now), enrolments, state);
  }

  /// This member while it is erased: its name, team and zone are gone, and it has left all its
  /// challenges. Itself if it is erased already.
  public Member erase(Instant now) {
    if (isErased()) return this;
    var at = now.isBefore(lastSaid()) ? lastSaid() : now;
    return with(Profile.ERASED, at, allLeft(at, now), MemberState.ERASED, now);
  }

  private SortedMap<ChallengeId, Enrolment> allLeft(Instant at, Instant now) {
    var left = new TreeMap<>(enrolments);
    left.replaceAll((_, held) -> held.joined() ? moved(held, false, at, now) : held);
    return left;
  }

  public boolean isRegistered() {
    return state == MemberState.REGISTERED;
  }

  public boolean isRemoved() {
    return state == MemberState.REMOVED;
  }

  public boolean isErased() {
    return state == MemberState.ERASED;
  }

  public boolean isIn(ChallengeId challenge) {
    var enrolment = enrolments.get(challenge);
    return enrolment != null && enrolment.joined();
  }

  /// The challenges that it has left, except for those that it left by its removal alone.
  public Set<ChallengeId> left() {
    return enrolments.entrySet().stream()
        .filter(enrolment -> !enrolment.getValue().joined())
        .filter(enrolment -> !isRemoved() || !enrolment.getValue().since().equals(said))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Instant lastSaid() {
    return Stream.concat(Stream.of(said), enrolments.values().stream().map(Enrolment::since))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private Member with(
      Profile nextProfile, Instant nextSaid, SortedMap<ChallengeId, Enrolment> next, Instant now) {
    return with(nextProfile, nextSaid, next, state, now);
  }

  private Member with(
      Profile nextProfile,
      Instant nextSaid,
      SortedMap<ChallengeId, Enrolment> next,
      MemberState nextState,
      Instant now) {
    if (version != Versions.NONE
        && nextProfile.equals(profile)
        && next.equals(enrolments)
        && nextState == state) return this;
    if (next.size() > ENROLMENTS_MAX) {
      throw new IllegalArgumentException(
          "member %s would have joined more than %d challenges".formatted(id, ENROLMENTS_MAX));
    }
    return new Member(id, nextProfile, nextSaid, Versions.next(version, now), next, nextState);
  }

  private static Instant lastWord(@Nullable Enrolment held, Instant now) {
    return held != null && now.isBefore(held.since()) ? held.since() : now;
  }

  private static Enrolment joined(@Nullable Enrolment held, Instant said, Instant now) {
    if (held != null && (held.joined() || said.isBefore(held.since()))) return held;
    return moved(held, true, said, now);
  }

  private static Enrolment moved(
      @Nullable Enrolment held, boolean joined, Instant said, Instant now) {
    long version = held == null ? Versions.NONE : held.version();
    return new Enrolment(joined, said, Versions.next(version, now));
  }
}
