package groundswell.progresscalculator;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.scoring.Progress;
import groundswell.platform.testing.TestProgram;
import org.junit.jupiter.api.Test;

class TakingPart {
  private final TestProgram program = new TestProgram();
  private final Calculator calculator = new Calculator(program);
  private final Challenge spring = program.define("spring", TestProgram.totalOfSteps());
  private final Challenge summer = program.define("summer", TestProgram.totalOfSteps());

  @Test
  void givesTheSameProgressBeforeAndAfterTheActivity() {
    calculator.memberChanged(program.join("early", spring));
    calculator.activityChanged(program.walk("early", "2026-03-02", 700));
    calculator.activityChanged(program.walk("late", "2026-03-02", 700));
    calculator.memberChanged(program.join("late", spring));

    assertThat(progress("late").standingIn(spring)).isEqualTo(progress("early").standingIn(spring));
    assertThat(progress("late").standingIn(spring).score().millionths()).isEqualTo(700_000_000);
  }

  @Test
  void writesAnItemAtOnceForEachChallengeThatIsJoined() {
    calculator.memberChanged(program.join("ann", spring, summer));

    assertThat(progress("ann").joined()).isTrue();
    assertThat(program.progressOf("ann", summer)).get().matches(Progress::joined);
  }

  @Test
  void writesNothingWhenOnlyTheProfileChanged() {
    calculator.memberChanged(program.join("ann", spring));
    int writes = calculator.items.calls("writeFull");

    calculator.memberChanged(program.rename("ann", "Anna"));

    assertThat(calculator.items.calls("writeFull")).isEqualTo(writes);
  }

  @Test
  void endsWithAnItemThatSaysLeft() {
    calculator.memberChanged(program.join("ann", spring));
    calculator.activityChanged(program.walk("ann", "2026-03-02", 700));

    calculator.memberChanged(program.leave("ann", spring));

    assertThat(progress("ann").joined()).isFalse();
    assertThat(progress("ann").partials()).isEmpty();
  }

  @Test
  void saysLeftEvenWhenThereWasNoItemSoThatALateEventCannotBringTheMemberBack() {
    var joined = program.join("ann", spring);
    var steps = program.walk("ann", "2026-03-02", 700);

    calculator.memberChanged(program.leave("ann", spring));
    calculator.memberChanged(joined);
    calculator.activityChanged(steps);

    assertThat(progress("ann").joined()).isFalse();
  }

  @Test
  void countsEverythingAgainAfterJoiningAgain() {
    calculator.memberChanged(program.join("ann", spring));
    calculator.activityChanged(program.walk("ann", "2026-03-02", 700));
    calculator.memberChanged(program.leave("ann", spring));
    calculator.activityChanged(program.walk("ann", "2026-03-03", 100));

    calculator.memberChanged(program.join("ann", spring));

    assertThat(progress("ann").standingIn(spring).score().millionths()).isEqualTo(800_000_000);
  }

  private Progress progress(String member) {
    return program.progressOf(member, spring).orElseThrow();
  }
}
