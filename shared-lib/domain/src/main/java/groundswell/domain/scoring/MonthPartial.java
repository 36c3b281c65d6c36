package groundswell.domain.scoring;

/// What one calendar month contributes to a score: a commutative monoid with [#EMPTY].
///
/// @param total the counted amounts of the days, in millionths
/// @param best the greatest amount of a day, in millionths
/// @param days the counting days, bit `d - 1` for day `d`: those that met the threshold or, under a
///     rule without one, those that have an entry
public record MonthPartial(long total, long best, int days) {
  public static final MonthPartial EMPTY = new MonthPartial(0, 0, 0);

  /// The sum of both, for two metrics in the same month.
  public MonthPartial and(MonthPartial other) {
    return new MonthPartial(
        Math.addExact(total, other.total), Math.max(best, other.best), days | other.days);
  }

  public boolean hasDay(int dayOfMonth) {
    return (days >>> (dayOfMonth - 1) & 1) == 1;
  }
}
