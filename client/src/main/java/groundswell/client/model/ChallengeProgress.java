package groundswell.client.model;

import groundswell.domain.ids.ChallengeId;
import java.math.BigDecimal;

/// Where a member stands in one challenge.
///
/// @param value in the unit of the goal
/// @param percent of the goal, rounded down
/// @param days the days that count
/// @param longestStreak the longest run of such days
/// @param currentStreak the run that is not over yet
/// @param state `upcoming`, `running`, `grace` or `ended`
public record ChallengeProgress(
    ChallengeId challenge,
    BigDecimal value,
    BigDecimal goal,
    long percent,
    int days,
    int longestStreak,
    int currentStreak,
    String state) {}
