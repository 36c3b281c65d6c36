package groundswell.progresscalculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Period;
import groundswell.domain.challenges.RankPolicy;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.scoring.Progress;
import groundswell.platform.testing.Killed;
import groundswell.platform.testing.TestProgram;
import org.junit.jupiter.api.Test;

/// Two writers of one item, stopped at their calls so that they meet. In each test `quick` does all
/// of its work while `slow` is in the middle of something.
class RacesOfProgress {
  private static final ScoringRule BEST_DAY = new ScoringRule.BestDay(TestProgram.STEPS);
  private final TestProgram program = new TestProgram();
  private final Calculator slow = new Calculator(program);
  private final Calculator quick = new Calculator(program);
  private final Challenge spring = program.define("spring", TestProgram.totalOfSteps());

  @Test
  void aFullWriteDoesNotOverwriteAMonthThatCameAfterItsReads() {
    quick.memberChanged(program.join("ann", spring));
    var changed = program.redefine(spring, TestProgram.termsOf(BEST_DAY));
    slow.items.before(
        "writeFull", () -> quick.activityChanged(program.walk("ann", "2026-03-02", 700)));

    slow.challengeChanged(changed);

    assertThat(score(changed)).isEqualTo(700);
    assertThat(progress().ruleVersion()).isEqualTo(changed.version());
  }

  @Test
  void aFullWriteOfTheSameRuleDoesNotOverwriteAMonthThatCameAfterItsReads() {
    quick.memberChanged(program.join("ann", spring));
    program.walk("ann", "2026-03-02", 100);
    slow.items.before(
        "writeFull", () -> quick.activityChanged(program.walk("ann", "2026-03-02", 700)));

    slow.challengeChanged(spring);

    assertThat(score(spring)).isEqualTo(700);
  }

  @Test
  void aMonthThatComesRightAfterTheActivityIsReadIsNotOverwritten() {
    quick.memberChanged(program.join("ann", spring));
    var changed = program.redefine(spring, TestProgram.termsOf(BEST_DAY));
    slow.activity.after(
        "read", () -> quick.activityChanged(program.walk("ann", "2026-03-02", 700)));

    slow.challengeChanged(changed);

    assertThat(score(changed)).isEqualTo(700);
  }

  @Test
  void aMonthThatWasDecidedUnderTheOldRuleIsNotWrittenUnderTheNewOne() {
    quick.memberChanged(program.join("ann", spring));
    quick.activityChanged(program.walk("ann", "2026-03-02", 700));
    var more = program.walk("ann", "2026-03-03", 400);
    slow.items.before(
        "writePartial",
        () -> quick.challengeChanged(program.redefine(spring, TestProgram.termsOf(BEST_DAY))));

    slow.activityChanged(more);

    assertThat(score(stored())).isEqualTo(700);
    assertThat(progress().ruleVersion()).isEqualTo(stored().version());
  }

  @Test
  void aMonthThatComesBetweenTheReadsOfAnItemAndItsActivityIsInTheItem() {
    quick.memberChanged(program.join("ann", spring));
    var changed = program.redefine(spring, TestProgram.termsOf(BEST_DAY));
    slow.activity.before(
        "read", () -> quick.activityChanged(program.walk("ann", "2026-03-02", 700)));

    slow.challengeChanged(changed);

    assertThat(score(changed)).isEqualTo(700);
  }

  @Test
  void anItemThatIsCreatedWhileTheRuleChangesEndsUnderTheNewRule() {
    var ann = program.join("ann", spring);
    program.walk("ann", "2026-03-02", 700);
    program.walk("ann", "2026-03-03", 400);
    slow.items.before(
        "writeFull",
        () -> quick.challengeChanged(program.redefine(spring, TestProgram.termsOf(BEST_DAY))));

    slow.memberChanged(ann);

    assertThat(quick.items.calls("writeFull")).isZero();
    assertThat(progress().ruleVersion()).isEqualTo(stored().version());
    assertThat(score(stored())).isEqualTo(700);
  }

  @Test
  void anItemThatIsCreatedByOneWhoDiesBeforeLookingAgainEndsUnderTheNewRule() {
    var ann = program.join("ann", spring);
    slow.items
        .before(
            "writeFull",
            () -> quick.challengeChanged(program.redefine(spring, TestProgram.termsOf(BEST_DAY))))
        .killAfter("writeFull");
    assertThat(catchThrowable(() -> slow.memberChanged(ann))).isInstanceOf(Killed.class);

    slow.memberChanged(ann);

    assertThat(progress().ruleVersion()).isEqualTo(stored().version());
  }

  @Test
  void anItemThatActivityCreatesForOneWhoDiesBeforeLookingAgainEndsUnderTheNewRule() {
    program.join("ann", spring);
    var steps = program.walk("ann", "2026-03-02", 700);
    slow.items
        .before(
            "writeFull",
            () -> quick.challengeChanged(program.redefine(spring, TestProgram.termsOf(BEST_DAY))))
        .killAfter("writeFull");
    assertThat(catchThrowable(() -> slow.activityChanged(steps))).isInstanceOf(Killed.class);

    slow.activityChanged(steps);

    assertThat(progress().ruleVersion()).isEqualTo(stored().version());
  }

  @Test
  void twoWhoCreateTheSameItemEndWithTheNewerActivity() {
    var ann = program.join("ann", spring);
    slow.items.before(
        "writeFull",
        () -> {
          program.walk("ann", "2026-03-02", 700);
          quick.memberChanged(ann);
        });

    slow.memberChanged(ann);

    assertThat(score(spring)).isEqualTo(700);
  }

  @Test
  void oneWhoLeavesWhileAMonthIsWrittenStaysAway() {
    quick.memberChanged(program.join("ann", spring));
    var steps = program.walk("ann", "2026-03-02", 700);
    slow.items.before("writePartial", () -> quick.memberChanged(program.leave("ann", spring)));

    slow.activityChanged(steps);

    assertThat(progress().joined()).isFalse();
    assertThat(progress().partials()).isEmpty();
  }

  @Test
  void oneWhoLeavesWhileTheItemIsCreatedStaysAway() {
    var joined = program.join("ann", spring);
    slow.items.before("writeFull", () -> quick.memberChanged(program.leave("ann", spring)));

    slow.memberChanged(joined);

    assertThat(progress().joined()).isFalse();
  }

  @Test
  void activityThatArrivesWhileTheMemberIsStillJoiningIsCounted() {
    var steps = program.walk("ann", "2026-03-02", 700);
    slow.members.after("findAll", () -> quick.memberChanged(program.join("ann", spring)));

    slow.activityChanged(steps);

    assertThat(score(spring)).isEqualTo(700);
  }

  @Test
  void activityOutsideThePeriodCountsWhenThePeriodGrowsMeanwhile() {
    quick.memberChanged(program.join("ann", spring));
    var may = program.walk("ann", "2026-05-02", 700);
    var twoMonthsMore =
        new Period(TestProgram.SPRING.start(), TestProgram.SPRING.end().plusMonths(2));
    var longer =
        TestProgram.terms(twoMonthsMore, TestProgram.totalOfSteps().rule(), RankPolicy.STANDARD);
    slow.challenges.after("find", () -> quick.challengeChanged(program.redefine(spring, longer)));

    slow.activityChanged(may);

    assertThat(score(stored())).isEqualTo(700);
  }

  private Challenge stored() {
    return program.challenges.find(program.tenant, spring.id()).orElseThrow();
  }

  private Progress progress() {
    return program.progressOf("ann", spring).orElseThrow();
  }

  private long score(Challenge challenge) {
    return progress().standingIn(challenge).score().millionths() / 1_000_000;
  }
}
