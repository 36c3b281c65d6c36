package groundswell.domain.challenges;

import groundswell.domain.Quantity;
import groundswell.domain.Text;
import groundswell.domain.activity.SourcePolicy;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A client's definition of a challenge.
///
/// @param sources which of a day's sources counts
/// @param goal in the unit of the rule's score, above zero
/// @param joinDeadline the last day on which members may join; the last day of the period if empty
/// @param graceDays days after the period in which entries still count
public record Terms(
    String name,
    Period period,
    ScoringRule rule,
    SourcePolicy sources,
    Quantity goal,
    Optional<LocalDate> joinDeadline,
    int graceDays,
    RankPolicy ranking,
    List<Reward> rewards) {
  public static final int NAME_LENGTH_MAX = 200;

  /// The largest goal. It keeps the largest share of a goal within a
  /// [groundswell.domain.scoring.Score].
  public static final Quantity GOAL_MAX = Quantity.of(900_000_000_000L);

  public static final int GRACE_DAYS_MAX = 90;
  public static final int REWARDS_MAX = 20;

  public Terms {
    rewards = List.copyOf(rewards);
    name = Text.name("name", name, NAME_LENGTH_MAX);
    if (goal.compareTo(Quantity.ZERO) <= 0 || goal.compareTo(GOAL_MAX) > 0) {
      throw new IllegalArgumentException(
          "goal %s is not above 0 and at most %s".formatted(goal, GOAL_MAX));
    }
    if (graceDays < 0 || graceDays > GRACE_DAYS_MAX) {
      throw new IllegalArgumentException(
          "grace_days %d is not in 0..%d".formatted(graceDays, GRACE_DAYS_MAX));
    }
    if (rewards.size() > REWARDS_MAX) {
      throw new IllegalArgumentException(
          "%d rewards are more than %d".formatted(rewards.size(), REWARDS_MAX));
    }
    if (rewards.stream().map(Reward::id).distinct().count() < rewards.size()) {
      throw new IllegalArgumentException("two rewards have the same id");
    }
  }

  /// The last day on which members may join, by their own calendar. Nobody joins after the end.
  public LocalDate lastJoinDay() {
    return joinDeadline.filter(day -> day.isBefore(period.end())).orElse(period.end());
  }
}
