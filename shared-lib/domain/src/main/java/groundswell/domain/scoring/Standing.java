package groundswell.domain.scoring;

/// A member's position in a challenge.
///
/// @param days the counting days: those that met the threshold or, under a rule without one, those
///     that have an entry
public record Standing(Score score, int days, Streaks streaks) {}
