package groundswell.domain.uploads;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.members.Member;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Checks a row that is good by itself against the member that it is about.
///
/// @param <E> what a row says
public sealed interface MembershipCheck<E extends UploadEntry> {
  /// @param member empty if it is not registered
  Optional<RowError> check(E entry, Optional<Member> member);

  /// Says what [#check] found wrong.
  Fault explain(RowError error, E entry);

  /// Our name for the column that is at fault.
  String column();

  /// Activity is accepted of registered members only.
  record OfActivity() implements MembershipCheck<ActivityEntry> {
    @Override
    public Optional<RowError> check(ActivityEntry entry, Optional<Member> member) {
      return member.isPresent() ? Optional.empty() : Optional.of(RowError.UNKNOWN_MEMBER);
    }

    @Override
    public Fault explain(RowError error, ActivityEntry entry) {
      return new Fault(
          error,
          "%s is not registered; upload the members first"
              .formatted(EntryChecks.shown(entry.member().value())));
    }

    @Override
    public String column() {
      return "member_id";
    }
  }

  /// Members may join until the deadline, and not without end.
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
    public Fault explain(RowError error, MemberEntry entry) {
      if (error == RowError.TOO_MANY_CHALLENGES) {
        return new Fault(
            error,
            "the member would have joined more than %d challenges"
                .formatted(Member.ENROLMENTS_MAX));
      }
      var closed =
          entry.challenges().stream()
              .filter(this::isClosed)
              .map(ChallengeId::value)
              .collect(Collectors.joining(", "));
      return new Fault(
          error, "the deadline for joining has passed, and the member is not in all of: " + closed);
    }

    @Override
    public String column() {
      return "challenges";
    }

    private boolean isClosed(ChallengeId id) {
      return Optional.ofNullable(challenges.get(id))
          .flatMap(challenge -> challenge.terms().joinDeadline())
          .filter(today::isAfter)
          .isPresent();
    }
  }
}
