package groundswell.rewardgranter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.Versions;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Reward;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.events.Event;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.scoring.Progress;
import groundswell.domain.scoring.Score;
import groundswell.platform.testing.Killed;
import groundswell.platform.testing.TestProgram;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Two granters of one ledger, stopped at their calls so that they meet. In each test `quick` does
/// all of its work while `slow` is in the middle of something.
class RacesOfGranters {
  private static final RewardId HALF = new RewardId("half");
  private static final MemberId ANN = new MemberId("ann");
  private final TestProgram program = new TestProgram();
  private final Court slow = new Court(program);
  private final Court quick = new Court(program);
  private final Challenge spring = program.define("spring", TestProgram.totalOfSteps());

  @Test
  void oneWhoGrantsFromOldProgressReversesItWhenItLooksAgain() {
    var high = walked(5_000);
    slow.ledgers.before("saveIf", () -> quick.handle(walked(1_000)));

    slow.handle(high);

    assertThat(quick.ledgers.calls("saveIf")).isZero();
    assertThat(ledger().entries().get(HALF)).isEqualTo(new Ledger.Entry(false, 100, 2));
  }

  @Test
  void oneWhoDiesAfterGrantingFromOldProgressReversesItWhenItsMessageComesBack() {
    var high = walked(5_000);
    slow.ledgers.before("saveIf", () -> quick.handle(walked(1_000))).killAfter("saveIf");
    assertThat(catchThrowable(() -> slow.handle(high))).isInstanceOf(Killed.class);
    assertThat(ledger().points()).isEqualTo(100);

    slow.handle(high);

    assertThat(ledger().points()).isZero();
  }

  @Test
  void aLedgerThatWasJudgedLaterIsNotOverwritten() {
    quick.handle(walked(5_000));
    var low = walked(1_000);
    slow.ledgers.before("saveIf", () -> quick.handle(walked(10_000)));

    slow.handle(low);

    assertThat(ledger().entries().get(HALF)).isEqualTo(new Ledger.Entry(true, 100, 1));
    assertThat(ledger().entries()).hasSize(2);
  }

  @Test
  void oneWhoIsRefusedByOneWithOlderProgressJudgesAgainEvenIfThatOneDies() {
    walked(5_000);
    var older =
        Ledger.NONE.judge(
            spring.terms(),
            true,
            Score.of(Quantity.of(5_000)),
            program.progressOf("ann", spring).orElseThrow().revision());
    var newer = walked(10_000);
    slow.ledgers.before(
        "saveIf",
        () ->
            program.ledgers.saveIf(
                program.tenant, ANN, spring.id(), older, Versions.NONE, Lane.BULK));

    slow.handle(newer);

    assertThat(ledger().entries()).containsOnlyKeys(HALF, Reward.GOAL);
    assertThat(ledger().entries().get(HALF)).isEqualTo(new Ledger.Entry(true, 100, 1));
  }

  @Test
  void twoWhoReadTheSameProgressGrantOnce() {
    var high = walked(5_000);
    slow.ledgers.before("saveIf", () -> quick.handle(high));

    slow.handle(high);

    assertThat(ledger().entries().get(HALF)).isEqualTo(new Ledger.Entry(true, 100, 1));
  }

  @Test
  void progressThatMovesBeforeTheLedgerIsReadIsJudgedAfterwards() {
    var high = walked(5_000);
    slow.ledgers.before("findAll", () -> walked(1_000));

    slow.handle(high);

    assertThat(ledger().points()).isZero();
  }

  @Test
  void aRuleThatChangesWhileALedgerIsJudgedEndsWithWhatTheNewRuleEntitlesTo() {
    var high = walked(5_000);
    slow.ledgers.before(
        "saveIf",
        () -> {
          var average =
              program.redefine(
                  spring,
                  TestProgram.termsOf(
                      new ScoringRule.Average(TestProgram.STEPS, Optional.empty(), 9)));
          var rewritten = program.score("ann", average, program.walk("ann", "2026-03-02", 5_000));
          quick.progressChanged("ann", average, rewritten);
        });

    slow.handle(high);

    assertThat(ledger().points()).isZero();
  }

  private Event walked(long steps) {
    program.join("ann", spring);
    Progress progress = program.score("ann", spring, program.walk("ann", "2026-03-02", steps));
    return slow.event("ann", spring, progress);
  }

  private Ledger ledger() {
    return program.ledgers.find(program.tenant, ANN, spring.id()).orElseThrow();
  }
}
