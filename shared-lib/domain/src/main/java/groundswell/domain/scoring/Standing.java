package groundswell.domain.scoring;

/// Where a member stands in a challenge.
///
/// @param days the days that count: those that met the threshold or, under a rule without one,
/// those that
///     have an entry
public record Standing(Score score, int days, Streaks streaks) {}
