package groundswell.domain.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.booleans;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import groundswell.domain.Generators;
import groundswell.domain.Quantity;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.challenges.Period;
import groundswell.domain.challenges.RankPolicy;
import groundswell.domain.challenges.Reward;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.challenges.Terms;
import groundswell.domain.ids.RewardId;
import groundswell.domain.scoring.Score;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class JudgingALedger {
  private static final Reward HALF = new Reward(new RewardId("half"), 50, 100);
  private static final Reward FULL = new Reward(new RewardId("full"), 100, 500);
  private static final Terms TERMS = terms(HALF, FULL);

  @Test
  void grantsWhatTheScoreReaches() {
    var ledger = Ledger.NONE.judge(TERMS, true, Score.ofCount(7), 1);

    assertThat(ledger.entries()).containsOnlyKeys(HALF.id());
    assertThat(ledger.points()).isEqualTo(100);
  }

  @Test
  void grantsExactlyAtTheShareOfTheGoal() {
    assertThat(Ledger.NONE.judge(TERMS, true, Score.ofCount(5), 1).points()).isEqualTo(100);
    assertThat(Ledger.NONE.judge(TERMS, true, new Score(4_999_999), 1).points()).isZero();
  }

  @Test
  void reversesWhatACorrectionTakesAwayAndGrantsItAgain() {
    var granted = Ledger.NONE.judge(TERMS, true, Score.ofCount(5), 1);
    var reversed = granted.judge(TERMS, true, Score.ofCount(4), 2);
    var again = reversed.judge(TERMS, true, Score.ofCount(6), 3);

    assertThat(reversed.points()).isZero();
    assertThat(reversed.changesSince(granted))
        .containsExactly(new Ledger.Change(HALF.id(), new Ledger.Entry(false, 100, 2)));
    assertThat(again.entries().get(HALF.id())).isEqualTo(new Ledger.Entry(true, 100, 3));
  }

  @Test
  void reversesWhatTheChallengeNoLongerOffers() {
    var before = Ledger.NONE.judge(TERMS, true, Score.ofCount(10), 1);

    var after = before.judge(terms(FULL), true, Score.ofCount(10), 2);

    assertThat(after.entries().get(HALF.id())).isEqualTo(new Ledger.Entry(false, 100, 2));
    assertThat(after.entries().get(FULL.id())).isEqualTo(before.entries().get(FULL.id()));
  }

  @Test
  void countsAnotherNumberOfPointsAsAChange() {
    var before = Ledger.NONE.judge(terms(HALF), true, Score.ofCount(10), 1);

    var after = before.judge(terms(new Reward(HALF.id(), 50, 150)), true, Score.ofCount(10), 2);

    assertThat(after.entries().get(HALF.id())).isEqualTo(new Ledger.Entry(true, 150, 2));
    assertThat(after.points()).isEqualTo(150);
  }

  @Test
  void holdsExactlyWhatTheLastStateEntitlesTo() {
    qt().forAll(histories())
        .checkAssert(
            history -> {
              var ledger = after(history);
              if (history.isEmpty()) return;

              var last = history.getLast();
              assertThat(isGranted(ledger, HALF.id())).isEqualTo(last.joined && last.score >= 5);
              assertThat(isGranted(ledger, FULL.id())).isEqualTo(last.joined && last.score >= 10);
              assertThat(isGranted(ledger, Reward.GOAL)).isEqualTo(last.joined && last.score >= 10);
            });
  }

  @Test
  void changesNothingWhenTheSameStateIsJudgedAgain() {
    qt().forAll(histories(), states())
        .checkAssert(
            (history, state) -> {
              var once = judge(after(history), state, 100);
              var twice = judge(once, state, 101);

              assertThat(twice.entries()).isEqualTo(once.entries());
              assertThat(twice.changesSince(once)).isEmpty();
            });
  }

  @Test
  void numbersTheChangesOfEachRewardWithoutAGap() {
    qt().forAll(histories(), states())
        .checkAssert(
            (history, state) -> {
              var before = after(history);

              judge(before, state, 100)
                  .changesSince(before)
                  .forEach(
                      change -> {
                        var held = before.entries().get(change.reward());
                        assertThat(change.entry().changes())
                            .isEqualTo(held == null ? 1 : held.changes() + 1);
                      });
            });
  }

  private static boolean isGranted(Ledger ledger, RewardId reward) {
    var entry = ledger.entries().get(reward);
    return entry != null && entry.granted();
  }

  private static Ledger after(List<State> history) {
    var ledger = Ledger.NONE;
    long revision = 0;
    for (var state : history) ledger = judge(ledger, state, ++revision);
    return ledger;
  }

  private static Ledger judge(Ledger ledger, State state, long revision) {
    return ledger.judge(TERMS, state.joined, Score.ofCount(state.score), revision);
  }

  private static Gen<List<State>> histories() {
    return lists().of(states()).ofSizeBetween(0, 10);
  }

  private static Gen<State> states() {
    return booleans().all().zip(integers().between(0, 12), State::new);
  }

  private static Terms terms(Reward... rewards) {
    return new Terms(
        "Spring Steps",
        new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31)),
        new ScoringRule.Total(Generators.STEPS, Optional.empty()),
        SourcePolicy.HIGHEST,
        Quantity.of(10),
        Optional.empty(),
        0,
        RankPolicy.STANDARD,
        List.of(rewards));
  }

  private record State(boolean joined, int score) {}
}
