package groundswell.domain.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import groundswell.domain.Quantity;
import groundswell.domain.challenges.Reward;
import groundswell.domain.challenges.Terms;
import org.junit.jupiter.api.Test;

class CountingInMillionths {
  @Test
  void reachesAShareOfAGoalExactlyFromItsLeastScoreOn() {
    qt().forAll(
            longs().between(1, Terms.GOAL_MAX.thousandths()),
            integers().between(1, Reward.PERCENT_MAX))
        .checkAssert(
            (thousandths, percent) -> {
              var goal = new Quantity(thousandths);
              var least = Score.shareOf(goal, percent);

              assertThat(least.percentOf(goal)).isGreaterThanOrEqualTo(percent);
              assertThat(new Score(least.millionths() - 1).percentOf(goal)).isLessThan(percent);
            });
  }

  @Test
  void writesPlainDecimals() {
    assertThat(new Score(1_500_000)).hasToString("1.5");
    assertThat(new Score(100_000_000_000_000L)).hasToString("100000000");
    assertThat(Score.ZERO).hasToString("0");
  }
}
