package groundswell.domain.challenges;

import static groundswell.domain.Generators.NOON;
import static groundswell.domain.Generators.STEPS;
import static groundswell.domain.Generators.periods;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;

import groundswell.domain.Quantity;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangingAChallenge {
  private static final Period MARCH =
      new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31));
  private final Challenge challenge =
      Challenge.create(new ChallengeId("spring"), terms(Quantity.of(10), List.of()), NOON);

  @Test
  void keepsItsVersionWhenTheTermsAreTheSame() {
    assertThat(challenge.change(terms(Quantity.of(10), List.of()), NOON.plusSeconds(1)))
        .isSameAs(challenge);
  }

  @Test
  void raisesItsVersionAndKeepsItsShards() {
    var changed = challenge.change(terms(Quantity.of(11), List.of()), NOON);

    assertThat(changed.version()).isGreaterThan(challenge.version());
    assertThat(changed.shards()).isEqualTo(challenge.shards());
  }

  @Test
  void spreadsItsMembersOverAllShards() {
    assertThat(
            IntStream.range(0, 1_000)
                .map(i -> challenge.shardOf(new MemberId("member-" + i)))
                .distinct())
        .hasSize(Challenge.SHARDS);
  }

  @Test
  void touchesEveryMonthOfItsPeriod() {
    qt().forAll(periods())
        .checkAssert(
            period -> {
              var touched =
                  period
                      .start()
                      .datesUntil(period.end().plusDays(1))
                      .map(YearMonth::from)
                      .distinct()
                      .toList();

              assertThat(period.months()).isEqualTo(touched).allMatch(period::touches);
              assertThat(period.touches(touched.getFirst().minusMonths(1))).isFalse();
              assertThat(period.touches(touched.getLast().plusMonths(1))).isFalse();
            });
  }

  @Test
  void refusesTermsBeyondTheirLimits() {
    var beyond = new Quantity(Terms.GOAL_MAX.thousandths() + 1);
    var reward = new Reward(new RewardId("half"), 50, 1);

    assertThatThrownBy(() -> terms(beyond, List.of())).hasMessageContaining("goal");
    assertThatThrownBy(() -> terms(Quantity.ZERO, List.of())).hasMessageContaining("goal");
    assertThatThrownBy(() -> terms(Quantity.of(1), List.of(reward, reward)))
        .hasMessageContaining("same id");
    assertThatThrownBy(() -> new Period(MARCH.start(), MARCH.start().plusDays(Period.DAYS_MAX)))
        .hasMessageContaining("366");
    assertThatThrownBy(() -> new Reward(Reward.GOAL, 50, 1)).hasMessageContaining("reserved");
  }

  private static Terms terms(Quantity goal, List<Reward> rewards) {
    return new Terms(
        "Spring Steps",
        MARCH,
        new ScoringRule.Total(STEPS, Optional.empty()),
        SourcePolicy.HIGHEST,
        goal,
        Optional.empty(),
        0,
        RankPolicy.STANDARD,
        rewards);
  }
}
