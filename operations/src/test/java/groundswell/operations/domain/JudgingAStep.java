package groundswell.operations.domain;

import static groundswell.operations.domain.Situations.FIRST;
import static groundswell.operations.domain.Situations.NOON;
import static groundswell.operations.domain.Situations.SECOND;
import static groundswell.operations.domain.Situations.aFailure;
import static groundswell.operations.domain.Situations.anArrival;
import static groundswell.operations.domain.Situations.claimed;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.operations.domain.Redrive.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgingAStep {
  private final Failure pending = claimed(aFailure(), FIRST);
  private final Failure resolved =
      pending.succeeded(FIRST, Duration.ofMillis(100), NOON).orElseThrow();
  private final Failure failed =
      pending.failedAgain(FIRST, Duration.ofMillis(300), "busy").orElseThrow();
  private final Failure recorded = failed.seen(anArrival("m2")).orElseThrow();

  @Test
  void countsWhatSucceededFailedAndIsNotHeardOfYet() {
    var outcome = StepOutcome.of(FIRST, List.of(pending, resolved, failed, recorded));

    assertThat(outcome).isEqualTo(new StepOutcome(1, 2, 1, Optional.of(mean(100, 300, 300))));
  }

  @Test
  void leavesOutWhatAnotherRedriveTook() {
    var outcome = StepOutcome.of(FIRST, List.of(claimed(aFailure(), SECOND), aFailure(), resolved));

    assertThat(outcome).isEqualTo(new StepOutcome(1, 0, 0, Optional.of(mean(100))));
  }

  @Test
  void leavesOutWhatAnotherRedriveTookAfterItFailed() {
    var taken = claimed(recorded, SECOND);

    assertThat(StepOutcome.of(FIRST, List.of(taken)))
        .isEqualTo(new StepOutcome(0, 0, 0, Optional.empty()));
  }

  @Test
  void countsWhatWasPutAsideAfterItFailedAsFailed() {
    var parked = recorded.parked("ann", "later", NOON).orElseThrow();

    assertThat(StepOutcome.of(FIRST, List.of(parked)).failedAgain()).isEqualTo(1);
  }

  @Test
  void takesWhatIsStillPendingForNeverHeardOf() {
    var step = StepOutcome.of(FIRST, List.of(claimed(aFailure(), FIRST), resolved)).asStep();

    assertThat(step).isEqualTo(new Step(2, 1, 0, 1, Optional.of(mean(100))));
  }

  private static Duration mean(long... millis) {
    return Duration.ofMillis(java.util.Arrays.stream(millis).sum()).dividedBy(millis.length);
  }
}
