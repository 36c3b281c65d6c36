package groundswell.progresscalculator;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.events.Event.ActivityChanged;
import groundswell.domain.ids.MetricId;
import groundswell.domain.scoring.Score;
import groundswell.platform.testing.TestProgram;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WritingChangedMonths {
  private final TestProgram program = new TestProgram();
  private final Calculator calculator = new Calculator(program);
  private final Challenge spring = program.define("spring", TestProgram.totalOfSteps());

  @Test
  void takesOneWriteAndNoReadForAllMonthsOfAMember() {
    calculator.memberChanged(program.join("ann", spring));
    int reads = calculator.items.calls("findAll");
    var march = program.walk("ann", "2026-03-02", 700);
    var april = program.walk("ann", "2026-04-01", 50);

    calculator.handle(
        new ActivityChanged(program.tenant, Lane.BULK, Optional.empty(), List.of(march)),
        new ActivityChanged(program.tenant, Lane.BULK, Optional.empty(), List.of(april)));

    assertThat(score("ann")).isEqualTo(750);
    assertThat(calculator.items.calls("writePartial")).isEqualTo(1);
    assertThat(calculator.items.calls("findAll")).isEqualTo(reads);
  }

  @Test
  void changesNothingWhenAnEventComesTwiceOrLate() {
    calculator.memberChanged(program.join("ann", spring));
    var older = program.walk("ann", "2026-03-02", 700);
    var newer = program.walk("ann", "2026-03-02", 300);
    calculator.activityChanged(newer);
    var stored = program.progressOf("ann", spring);

    calculator.activityChanged(newer);
    calculator.activityChanged(older);

    assertThat(program.progressOf("ann", spring)).isEqualTo(stored);
    assertThat(score("ann")).isEqualTo(300);
  }

  @Test
  void writesTheMonthsThatAreNewerWhenOthersOfTheEventAreOld() {
    calculator.memberChanged(program.join("ann", spring));
    var oldMarch = program.walk("ann", "2026-03-02", 700);
    calculator.activityChanged(program.walk("ann", "2026-03-02", 900));
    var april = program.walk("ann", "2026-04-01", 50);

    calculator.activityChanged(oldMarch, april);

    assertThat(score("ann")).isEqualTo(950);
  }

  @Test
  void writesNothingForMonthsAndMetricsAndMembersThatDoNotCount() {
    calculator.memberChanged(program.join("ann", spring));
    program.join("bob");
    var february = program.walk("ann", "2026-02-27", 700);
    var sleep =
        program.enter(
            "ann",
            new MetricId("sleep_hours"),
            LocalDate.of(2026, 3, 2),
            Quantity.of(8),
            Lane.LIVE);

    calculator.activityChanged(february, sleep, program.walk("bob", "2026-03-02", 700));

    assertThat(calculator.items.calls("writePartial")).isZero();
    assertThat(program.progressOf("bob", spring)).isEmpty();
  }

  @Test
  void countsInEveryChallengeThatTheMemberIsIn() {
    var best =
        program.define("best", TestProgram.termsOf(new ScoringRule.BestDay(TestProgram.STEPS)));
    calculator.memberChanged(program.join("ann", spring, best));

    calculator.activityChanged(
        program.walk("ann", "2026-03-02", 700), program.walk("ann", "2026-03-03", 400));

    assertThat(score("ann")).isEqualTo(1_100);
    assertThat(program.progressOf("ann", best).orElseThrow().standingIn(best).score())
        .isEqualTo(Score.of(Quantity.of(700)));
  }

  @Test
  void recomputesAnItemThatIsMissing() {
    program.join("ann", spring);
    program.walk("ann", "2026-04-01", 50);

    calculator.activityChanged(program.walk("ann", "2026-03-02", 700));

    assertThat(score("ann")).isEqualTo(750);
  }

  private long score(String member) {
    return program.progressOf(member, spring).orElseThrow().standingIn(spring).score().millionths()
        / 1_000_000;
  }
}
