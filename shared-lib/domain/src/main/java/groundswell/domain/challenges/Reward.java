package groundswell.domain.challenges;

import groundswell.domain.ids.RewardId;

/// Points for reaching a share of the goal.
///
/// @param percent of the goal, 1 to [#PERCENT_MAX]
/// @param points 1 to [#POINTS_MAX]
public record Reward(RewardId id, int percent, long points) {
  public static final int PERCENT_MAX = 1000;
  public static final long POINTS_MAX = 1_000_000_000;

  /// The id under which a ledger records whether the goal was reached. No reward can have it.
  public static final RewardId GOAL = new RewardId("goal");

  public Reward {
    if (id.equals(GOAL))
      throw new IllegalArgumentException("reward id \"goal\" is reserved for the goal itself");
    if (percent < 1 || percent > PERCENT_MAX) {
      throw new IllegalArgumentException(
          "percent %d is not in 1..%d".formatted(percent, PERCENT_MAX));
    }
    if (points < 1 || points > POINTS_MAX) {
      throw new IllegalArgumentException("points %d is not in 1..%d".formatted(points, POINTS_MAX));
    }
  }
}
