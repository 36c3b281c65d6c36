package groundswell.domain.uploads;

import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.ActivityMonth.Outcome;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.Statements;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.files.ActivityRows;
import groundswell.domain.files.MemberEntry;
import groundswell.domain.files.MemberRows;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.domain.uploads.Check.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compares the good rows of a file with what is stored, by the rules of storing them.
public final class Comparison {
  private Comparison() {}

  /// @param stored the months of these rows that there are
  public static Effect ofActivity(ActivityRows rows, Map<MonthKey, StoredMonth> stored) {
    var sum = Effect.NONE;
    long compared = 0;
    for (var offered : rows.months().entrySet()) {
      var month = stored.getOrDefault(offered.getKey(), StoredMonth.NONE).month();
      sum = sum.plus(ofMonth(month, offered.getValue()));
      compared += offered.getValue().size();
    }
    long members = rows.months().keySet().stream().map(MonthKey::member).distinct().count();
    return sum.plus(new Effect(members, members, 0, 0, 0, rows.received() - compared));
  }

  private static Effect ofMonth(ActivityMonth month, Statements offered) {
    var merged = month.merge(ActivityMonth.of(offered));
    var sum = Effect.NONE;
    for (var entry : offered.entries().entrySet()) {
      var outcome = month.outcomeOf(entry.getKey(), entry.getValue(), merged);
      sum = sum.plus(of(outcome, month.entries().containsKey(entry.getKey())));
    }
    for (var correction : offered.corrections().entrySet()) {
      var outcome = month.outcomeOf(correction.getKey(), correction.getValue());
      sum = sum.plus(of(outcome, month.corrections().containsKey(correction.getKey())));
    }
    return sum;
  }

  private static Effect of(Outcome outcome, boolean isHeld) {
    return switch (outcome) {
      case ACCEPTED -> isHeld ? new Effect(0, 0, 0, 1, 0, 0) : new Effect(0, 0, 1, 0, 0, 0);
      case UNCHANGED -> new Effect(0, 0, 0, 0, 1, 0);
      case SUPERSEDED -> new Effect(0, 0, 0, 0, 0, 1);
    };
  }

  /// @param stored the members of these rows that are registered
  /// @param erased those that were erased, whom no file registers
  /// @param acceptedAt when the file arrived
  /// @param now when the rows would be stored
  public static Effect ofMembers(
      MemberRows rows,
      Map<MemberId, Member> stored,
      Set<MemberId> erased,
      Instant acceptedAt,
      Instant now) {
    long members = rows.members().size();
    var sum = new Effect(members, members, 0, 0, 0, rows.received() - members);
    for (var row : rows.members().values()) {
      var held = Optional.ofNullable(stored.get(row.member()));
      sum =
          sum.plus(
              erased.contains(row.member())
                  ? new Effect(0, 0, 0, 0, 0, 1)
                  : ofMember(row, held, acceptedAt, now));
    }
    return sum;
  }

  /// The members as their rows leave them.
  ///
  /// @param stored the members of these rows that are registered
  /// @param erased those that were erased, whom no file registers
  /// @param acceptedAt when the file arrived
  /// @param now when the rows would be stored
  public static List<Member> registered(
      MemberRows rows,
      Map<MemberId, Member> stored,
      Set<MemberId> erased,
      Instant acceptedAt,
      Instant now) {
    return rows.members().values().stream()
        .filter(row -> !erased.contains(row.member()))
        .map(row -> registered(row, Optional.ofNullable(stored.get(row.member())), acceptedAt, now))
        .toList();
  }

  private static Member registered(
      MemberEntry row, Optional<Member> held, Instant acceptedAt, Instant now) {
    return Member.registerByFile(
        held, row.member(), row.profile(), row.challenges(), acceptedAt, now);
  }

  private static Effect ofMember(
      MemberEntry row, Optional<Member> held, Instant acceptedAt, Instant now) {
    var next = registered(row, held, acceptedAt, now);
    if (held.isEmpty()) return new Effect(0, 0, 1, 0, 0, 0);
    if (!held.get().equals(next)) return new Effect(0, 0, 0, 1, 0, 0);
    return row.isSaidBy(next) ? new Effect(0, 0, 0, 0, 1, 0) : new Effect(0, 0, 0, 0, 0, 1);
  }
}
