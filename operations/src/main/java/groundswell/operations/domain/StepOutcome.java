package groundswell.operations.domain;

import groundswell.operations.domain.FailureState.Open;
import groundswell.operations.domain.FailureState.Parked;
import groundswell.operations.domain.FailureState.Redriving;
import groundswell.operations.domain.FailureState.Resolved;
import groundswell.operations.domain.Redrive.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;

/// The outcomes of one step's failures so far.
///
/// @param pending those whose first attempt has no outcome yet
/// @param meanTook the consumer's mean time per message
public record StepOutcome(
    int succeeded, int failedAgain, int pending, Optional<Duration> meanTook) {

  /// Failures that another redrive took first do not count.
  public static StepOutcome of(RedriveId redrive, Collection<Failure> failures) {
    int succeeded = 0;
    int failedAgain = 0;
    int pending = 0;
    var times = new ArrayList<Duration>();
    for (var failure : failures) {
      if (!failure.history().last().equals(Optional.of(redrive))) continue;
      failure.history().took().ifPresent(times::add);
      switch (failure.state()) {
        case Resolved _ -> succeeded++;
        case Redriving(_, _, var failed) -> {
          if (failed.isPresent()) failedAgain++;
          else pending++;
        }
        // it failed and was recorded anew
        case Open _, Parked _ -> failedAgain++;
      }
    }
    return new StepOutcome(succeeded, failedAgain, pending, mean(times));
  }

  /// The step; failures that are still pending count as silent.
  public Step asStep() {
    return new Step(succeeded + failedAgain + pending, succeeded, failedAgain, pending, meanTook);
  }

  private static Optional<Duration> mean(Collection<Duration> times) {
    return times.stream().reduce(Duration::plus).map(sum -> sum.dividedBy(times.size()));
  }
}
