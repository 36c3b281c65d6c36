package groundswell.domain.files;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
  Field field();

  /// Activity is accepted for registered members only.
  record OfActivity() implements MembershipCheck<ActivityEntry> {
    @Override
    public Optional<RowError> check(ActivityEntry entry, Optional<Member> member) {
      return member.isPresent() ? Optional.empty() : Optional.of(RowError.UNKNOWN_MEMBER);
    }

    @Override
    public Rejection explain(RowError error, ActivityEntry entry, Optional<MemberId> similar) {
      var id = EntryChecks.shown(entry.member().value());
      if (SpreadsheetIds.isShortened(entry.member())) {
        return Rejection.of(
            error,
            "%s is a number that a spreadsheet shortened; format the column as text, and enter the ids again"
                .formatted(id));
      }
      return Rejection.of(
          error,
          similar
              .map(
                  other ->
                      "%s is not registered; did you mean %s? Spreadsheets drop zeros before a number: format the column as text"
                          .formatted(id, other))
              .orElseGet(() -> "%s is not registered; upload the members first".formatted(id)));
    }

    @Override
    public Field field() {
      return Field.MEMBER_ID;
    }
  }

  /// Members may join a challenge until its deadline, and only so many challenges.
  ///
  /// @param today the day on which the upload was accepted, in UTC
  record OfMembers(Map<ChallengeId, Challenge> challenges, LocalDate today)
      implements MembershipCheck<MemberEntry> {
    @Override
    public Optional<RowError> check(MemberEntry entry, Optional<Member> member) {
      long more =
          entry.challenges().stream()
              .filter(id -> member.isEmpty() || !member.get().enrolments().containsKey(id))
              .count();
      long held = member.map(it -> it.enrolments().size()).orElse(0);
      if (held + more > Member.ENROLMENTS_MAX) return Optional.of(RowError.TOO_MANY_CHALLENGES);
      boolean late =
          entry.challenges().stream()
              .anyMatch(id -> isClosed(id) && member.filter(it -> it.isIn(id)).isEmpty());
      return late ? Optional.of(RowError.JOIN_DEADLINE_PASSED) : Optional.empty();
    }

    @Override
    public Rejection explain(RowError error, MemberEntry entry, Optional<MemberId> similar) {
      if (error == RowError.TOO_MANY_CHALLENGES) {
        return Rejection.of(
            error,
            "the member would be in more than %d challenges; name fewer"
                .formatted(Member.ENROLMENTS_MAX));
      }
      var closed =
          entry.challenges().stream()
              .filter(this::isClosed)
              .map(ChallengeId::value)
              .collect(Collectors.joining(", "));
      return Rejection.of(
          error,
          "the deadline for joining has passed, and the member is not in all of these challenges: "
              + closed);
    }

    @Override
    public Field field() {
      return Field.CHALLENGES;
    }

    private boolean isClosed(ChallengeId id) {
      return Optional.ofNullable(challenges.get(id))
          .flatMap(challenge -> challenge.terms().joinDeadline())
          .filter(today::isAfter)
          .isPresent();
    }
  }
}
