package groundswell.operations.domain;

import static groundswell.operations.domain.Situations.aFailure;
import static groundswell.operations.domain.Situations.aRedrive;
import static groundswell.operations.domain.Situations.anArrival;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.operations.domain.Redrive.State;
import groundswell.operations.domain.Redrive.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RampingUp {
  @Test
  void takesTenTimesAsManyWithEachStepUpToAThousand() {
    var redrive = aRedrive();
    for (int size : List.of(1, 10, 100, 1_000, 5_000, 5_000)) {
      assertThat(redrive.nextSize()).isEqualTo(size);
      redrive = redrive.after(fine(size));
      assertThat(redrive.state()).isEqualTo(State.RUNNING);
    }
  }

  @Test
  void staysWhereItIsAfterAStepThatFoundNothingToTake() {
    var redrive = aRedrive().after(fine(1)).after(fine(0));

    assertThat(redrive.nextStep()).isEqualTo(2);
    assertThat(redrive.nextSize()).isEqualTo(10);
    assertThat(redrive.state()).isEqualTo(State.RUNNING);
  }

  @Test
  void stopsWhenMoreThanItsPercentageFailsAgain() {
    assertThat(aRedrive().after(new Step(100, 95, 5, 0, Optional.empty())).state())
        .isEqualTo(State.RUNNING);
    assertThat(aRedrive().after(new Step(100, 94, 6, 0, Optional.empty())).state())
        .isEqualTo(State.STOPPED);
  }

  @Test
  void countsWhatWasNeverHeardOfAsFailedAgain() {
    var stopped = aRedrive().after(new Step(100, 94, 3, 3, Optional.empty()));

    assertThat(stopped.state()).isEqualTo(State.STOPPED);
    assertThat(stopped.failedAgain()).isEqualTo(6);
    assertThat(stopped.remark())
        .isEqualTo(
            "6 of the 100 sent in step 1 failed again (3 without an outcome); the limit is 5 %");
  }

  @Test
  void stopsAtTheFirstMessageOfABrokenHandler() {
    assertThat(aRedrive().after(new Step(1, 0, 1, 0, Optional.empty())).state())
        .isEqualTo(State.STOPPED);
  }

  @Test
  void doesNotGoOnWhenItWasPausedMeanwhile() {
    var paused = aRedrive().moved(State.PAUSED, "ann").orElseThrow();

    assertThat(paused.after(fine(1)).state()).isEqualTo(State.PAUSED);
  }

  @Test
  void movesOnlyBeforeItEnds() {
    var cancelled = aRedrive().moved(State.CANCELLED, "ann").orElseThrow();

    assertThat(cancelled.remark()).isEqualTo("cancelled by ann");
    assertThat(cancelled.moved(State.RUNNING, "ann")).isEmpty();
    assertThat(aRedrive().completed().moved(State.PAUSED, "ann")).isEmpty();
    assertThat(aRedrive().moved(State.RUNNING, "ann")).isEmpty();
  }

  @Test
  void takesAMessageThatWasRedrivenThreeTimesOnlyByItsName() {
    var twice = redriven(2);
    var thrice = redriven(3);
    var byName = aRedrive(FailureFilter.OPEN.withIds(Set.of(thrice.id())));

    assertThat(aRedrive().mayTake(twice)).isTrue();
    assertThat(aRedrive().mayTake(thrice)).isFalse();
    assertThat(byName.mayTake(thrice)).isTrue();
  }

  @Test
  void refusesAPercentageOrRateThatIsNone() {
    assertThatThrownBy(() -> limited(101, 0)).hasMessageContaining("101 is not a percentage");
    assertThatThrownBy(() -> limited(-1, 0)).hasMessageContaining("-1 is not a percentage");
    assertThatThrownBy(() -> limited(5, -1)).hasMessageContaining("rate -1 is negative");
  }

  private static Step fine(int claimed) {
    return new Step(claimed, claimed, 0, 0, Optional.empty());
  }

  private static Failure redriven(int times) {
    var failure = aFailure();
    for (int i = 0; i < times; i++) {
      var redrive = new RedriveId("earlier-" + i);
      failure = Situations.claimed(failure, redrive).seen(anArrival("again-" + i)).orElseThrow();
    }
    return failure;
  }

  private static Redrive limited(int percent, int perSecond) {
    var order = aRedrive().order();
    return Redrive.of(
        aRedrive().id(),
        new Redrive.Order(
            order.filter(), order.by(), order.reason(), order.at(), percent, perSecond));
  }
}
