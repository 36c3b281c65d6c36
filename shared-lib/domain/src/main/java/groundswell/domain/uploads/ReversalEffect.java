package groundswell.domain.uploads;

import groundswell.domain.activity.ActivityMonth;
import groundswell.domain.activity.Images;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.Registers;
import groundswell.domain.activity.Reversal;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.activity.Statements;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.activity.StoredMonth.PartitionRef;
import groundswell.domain.files.ActivityRows;
import groundswell.domain.ids.MemberId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What taking back an upload would change, by the rules of doing it. The days are those that its
/// rows are about, and their values those that count by the tenant's settings.
///
/// @param members for how many members a day would change
/// @param daysEmptied days that would have no value any more
/// @param daysChanged days that would fall back to an older value, or to that of another source
/// @param daysUnchanged days whose value stays, because something else counts already
/// @param monthsGone months that are there no longer, because their members were erased
/// @param counts what would become of the statements
public record ReversalEffect(
    long members,
    long daysEmptied,
    long daysChanged,
    long daysUnchanged,
    long monthsGone,
    Reversal counts) {
  public static final ReversalEffect NONE = new ReversalEffect(0, 0, 0, 0, 0, Reversal.NONE);

  /// The effect of one partition. No member has rows in two.
  ///
  /// @param stored the months that there are of its rows, those of erased members left out
  /// @param before what the upload had replaced, see [Images#before]
  /// @param policy of the tenant's settings
  public static ReversalEffect of(
      PartitionRef origin,
      ActivityRows rows,
      Map<MonthKey, StoredMonth> stored,
      Images before,
      SourcePolicy policy,
      Instant now) {
    var sum = new ReversalEffect(0, 0, 0, 0, rows.months().size() - stored.size(), Reversal.NONE);
    var changed = new TreeSet<MemberId>();
    for (var each : stored.entrySet()) {
      var offered = rows.of(each.getKey());
      var effect = of(each.getValue(), origin, offered, before.of(each.getKey()), policy, now);
      if (effect.daysEmptied + effect.daysChanged > 0) changed.add(each.getKey().member());
      sum = sum.plus(effect);
    }
    return sum.plus(new ReversalEffect(changed.size(), 0, 0, 0, 0, Reversal.NONE));
  }

  private static ReversalEffect of(
      StoredMonth held,
      PartitionRef origin,
      Statements offered,
      Registers before,
      SourcePolicy policy,
      Instant now) {
    return switch (held.revert(origin, offered, before, now)) {
      case StoredMonth.Revert.Done(var counts) -> new ReversalEffect(0, 0, 0, 0, 0, counts);
      case StoredMonth.Revert.Changed(var next, var counts) ->
          days(held.month(), next.month(), offered, policy, counts);
    };
  }

  private static ReversalEffect days(
      ActivityMonth held,
      ActivityMonth next,
      Statements offered,
      SourcePolicy policy,
      Reversal counts) {
    var days = new TreeSet<>(offered.corrections().keySet());
    offered.entries().keySet().forEach(key -> days.add(key.day()));
    long emptied = 0;
    long changed = 0;
    for (int day : days) {
      Optional<?> stands = policy.countingOf(held.valuesOf(day)).value();
      Optional<?> after = policy.countingOf(next.valuesOf(day)).value();
      if (after.equals(stands)) continue;
      if (after.isEmpty()) emptied++;
      else changed++;
    }
    return new ReversalEffect(0, emptied, changed, days.size() - emptied - changed, 0, counts);
  }

  public ReversalEffect plus(ReversalEffect other) {
    return new ReversalEffect(
        members + other.members,
        daysEmptied + other.daysEmptied,
        daysChanged + other.daysChanged,
        daysUnchanged + other.daysUnchanged,
        monthsGone + other.monthsGone,
        counts.plus(other.counts));
  }
}
