package groundswell.domain.files;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.domain.members.TimeZone;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks a row that is good by itself against its member.
///
/// @param <E> what a row says
public sealed interface MembershipCheck<E extends UploadEntry> {
  /// @param member empty if the member is not registered
  Optional<RowError> check(E entry, Optional<Member> member);

  /// Explains an error that [#check] found.
  ///
  /// @param similar a registered member whose id the row's may have been, if one is known
  Rejection explain(RowError error, E entry, Optional<MemberId> similar);

  /// The field at fault.
  Field field(RowError error);

  /// A check for the rows of one partition, in the order of the file. It may remember them.
  default MembershipCheck<E> ofPartition() {
    return this;
  }

  /// What is taken of a row that [#check] passed.
  E taken(E entry, Optional<Member> member);

  /// Activity is accepted for registered members only, and for days that have begun for them.
  ///
  /// @param tenantZone where the days of members without a zone begin
  record OfActivity(EntryChecks checks, TimeZone tenantZone)
      implements MembershipCheck<ActivityEntry> {
    @Override
    public Optional<RowError> check(ActivityEntry entry, Optional<Member> member) {
      if (member.filter(Member::isRegistered).isEmpty())
        return Optional.of(RowError.UNKNOWN_MEMBER);
      var zone = member.get().profile().zoneOr(tenantZone);
      return checks.day(entry.day(), zone).map(Rejection::error);
    }

    @Override
    public Rejection explain(RowError error, ActivityEntry entry, Optional<MemberId> similar) {
      return error == RowError.UNKNOWN_MEMBER
          ? unknown(entry, similar)
          : Rejection.of(
              error,
              error == RowError.FUTURE_DATE
                  ? "%s has not begun in the member's time zone".formatted(entry.day())
                  : "%s is too long ago in the member's time zone".formatted(entry.day()));
    }

    private static Rejection unknown(ActivityEntry entry, Optional<MemberId> similar) {
      var id = EntryChecks.shown(entry.member().value());
      if (SpreadsheetIds.isShortened(entry.member())) {
        return Rejection.of(RowError.UNKNOWN_MEMBER, SpreadsheetIds.shortened(entry.member()));
      }
      return Rejection.of(
          RowError.UNKNOWN_MEMBER,
          similar
              .map(
                  other ->
                      "%s is not registered; did you mean %s? Spreadsheets drop zeros before a number: format the column as text"
                          .formatted(id, other))
              .orElseGet(() -> "%s is not registered; upload the members first".formatted(id)));
    }

    @Override
    public Field field(RowError error) {
      return error == RowError.UNKNOWN_MEMBER ? Field.MEMBER_ID : Field.DATE;
    }

    @Override
    public ActivityEntry taken(ActivityEntry entry, Optional<Member> member) {
      return entry;
    }
  }

  /// Members may join only so many challenges. A challenge that can no longer be joined is left
  /// out: the row registers or changes its member all the same.
  ///
  /// @param acceptedAt when the upload was accepted; the deadline is a day of the member's calendar
  /// @param tenantZone where the days of members without a zone begin
  /// @param joining the challenges that rows so far named, by member
  record OfMembers(
      Map<ChallengeId, Challenge> challenges,
      Instant acceptedAt,
      TimeZone tenantZone,
      Map<MemberId, Set<ChallengeId>> joining)
      implements MembershipCheck<MemberEntry> {
    public OfMembers(
        Map<ChallengeId, Challenge> challenges, Instant acceptedAt, TimeZone tenantZone) {
      this(challenges, acceptedAt, tenantZone, new HashMap<>());
    }

    @Override
    public MembershipCheck<MemberEntry> ofPartition() {
      return new OfMembers(challenges, acceptedAt, tenantZone);
    }

    @Override
    public Optional<RowError> check(MemberEntry entry, Optional<Member> member) {
      var all = new HashSet<>(taken(entry, member).challenges());
      all.addAll(joining.getOrDefault(entry.member(), Set.of()));
      member.ifPresent(it -> all.addAll(it.enrolments().keySet()));
      if (all.size() > Member.ENROLMENTS_MAX) return Optional.of(RowError.TOO_MANY_CHALLENGES);
      if (!entry.challenges().isEmpty()) joining.put(entry.member(), all);
      return Optional.empty();
    }

    @Override
    public Rejection explain(RowError error, MemberEntry entry, Optional<MemberId> similar) {
      return Rejection.of(
          error,
          "the member would be in more than %d challenges, by this row and the rows before it; name fewer"
              .formatted(Member.ENROLMENTS_MAX));
    }

    @Override
    public Field field(RowError error) {
      return Field.CHALLENGES;
    }

    @Override
    public MemberEntry taken(MemberEntry entry, Optional<Member> member) {
      var today = entry.profile().zoneOr(tenantZone).dayAt(acceptedAt);
      var open =
          entry.challenges().stream()
              .filter(id -> member.filter(it -> it.isIn(id)).isPresent() || isOpen(id, today))
              .toList();
      boolean tooLate = open.size() < entry.challenges().size();
      return new MemberEntry(entry.member(), entry.profile(), open, tooLate);
    }

    private boolean isOpen(ChallengeId id, LocalDate today) {
      return Optional.ofNullable(challenges.get(id))
          .filter(challenge -> !today.isAfter(challenge.terms().lastJoinDay()))
          .isPresent();
    }
  }
}
