package groundswell.domain.uploads;

import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.DayEntry;
import groundswell.domain.activity.EntryKey;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.files.ActivityRows;
import groundswell.domain.files.MemberEntry;
import groundswell.domain.files.MemberRows;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.domain.uploads.Check.Effect;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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

  private static Effect ofMonth(ActivityMonth month, Map<EntryKey, DayEntry> offered) {
    long added = 0;
    long changed = 0;
    long unchanged = 0;
    long superseded = 0;
    for (var entry : offered.entrySet()) {
      switch (month.outcomeOf(entry.getKey(), entry.getValue())) {
        case ACCEPTED -> {
          if (month.entries().containsKey(entry.getKey())) changed++;
          else added++;
        }
        case UNCHANGED -> unchanged++;
        case SUPERSEDED -> superseded++;
      }
    }
    return new Effect(0, 0, added, changed, unchanged, superseded);
  }

  /// @param stored the members of these rows that are registered
  /// @param acceptedAt when the file arrived
  /// @param now when the rows would be stored
  public static Effect ofMembers(
      MemberRows rows, Map<MemberId, Member> stored, Instant acceptedAt, Instant now) {
    long members = rows.members().size();
    var sum = new Effect(members, members, 0, 0, 0, rows.received() - members);
    for (var row : rows.members().values()) {
      var held = Optional.ofNullable(stored.get(row.member()));
      sum = sum.plus(ofMember(row, held, acceptedAt, now));
    }
    return sum;
  }

  private static Effect ofMember(
      MemberEntry row, Optional<Member> held, Instant acceptedAt, Instant now) {
    var next =
        Member.register(held, row.member(), row.profile(), row.challenges(), acceptedAt, now);
    if (held.isEmpty()) return new Effect(0, 0, 1, 0, 0, 0);
    if (!held.get().equals(next)) return new Effect(0, 0, 0, 1, 0, 0);
    boolean says = next.says(row.profile(), row.challenges());
    return says ? new Effect(0, 0, 0, 0, 1, 0) : new Effect(0, 0, 0, 0, 0, 1);
  }
}
