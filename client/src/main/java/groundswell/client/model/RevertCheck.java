package groundswell.client.model;

import org.jspecify.annotations.Nullable;

/// What taking back one part of an upload, or some of its first parts, would change.
///
/// @param part the last part that was looked at, from 0
/// @param members for how many members a day would change
/// @param daysEmptied days that would have no value any more
/// @param daysChanged days that would fall back to an older value or another source
/// @param daysUnchanged days of its rows whose value stays, because something else counts
/// @param monthsGone months that are there no longer, because their members were erased
/// @param removed values of the upload that stand and would go
/// @param restored in how many of these places an earlier value would stand again
/// @param stayed values of the upload that another one has replaced
/// @param next the cursor of the next part; null after the last one
public record RevertCheck(
    int part,
    int parts,
    long members,
    long daysEmptied,
    long daysChanged,
    long daysUnchanged,
    long monthsGone,
    long removed,
    long restored,
    long stayed,
    @Nullable String next) {
  /// The sum with a part that follows.
  public RevertCheck plus(RevertCheck other) {
    return new RevertCheck(
        other.part,
        other.parts,
        members + other.members,
        daysEmptied + other.daysEmptied,
        daysChanged + other.daysChanged,
        daysUnchanged + other.daysUnchanged,
        monthsGone + other.monthsGone,
        removed + other.removed,
        restored + other.restored,
        stayed + other.stayed,
        other.next);
  }
}
