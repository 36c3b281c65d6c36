package groundswell.operatorapi;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.http.Json;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.StepOutcome;
import groundswell.operations.failures.FilterCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A redrive as it is sent.
///
/// @param state `running`, `paused`, `stopped`, `cancelled` or `completed`
/// @param ended whether it has reached a final state
/// @param failedAgain includes those without an outcome
/// @param steps the finished ones, and the one in progress
/// @param remark the reason for its state, in words
record RedriveView(
    String redrive,
    String state,
    boolean ended,
    String by,
    String reason,
    String startedAt,
    JsonNode filter,
    int refailurePercentMax,
    int perSecondMax,
    long claimed,
    long succeeded,
    long failedAgain,
    long pending,
    List<Step> steps,
    String remark) {

  /// @param underWay the outcome so far of the step in progress
  static RedriveView of(Redrive redrive, Optional<StepOutcome> underWay) {
    var steps = new ArrayList<>(redrive.steps().stream().map(Step::of).toList());
    underWay.map(Step::of).ifPresent(steps::add);
    return new RedriveView(
        redrive.id().value(),
        redrive.state().label(),
        redrive.state().ended(),
        redrive.order().by(),
        redrive.order().reason(),
        Json.time(redrive.order().at()),
        Json.readJson(FilterCodec.write(redrive.order().filter())),
        redrive.order().refailurePercentMax(),
        redrive.order().perSecondMax(),
        steps.stream().mapToLong(Step::claimed).sum(),
        steps.stream().mapToLong(Step::succeeded).sum(),
        steps.stream().mapToLong(step -> step.failedAgain() + step.silent()).sum(),
        steps.stream().mapToLong(Step::pending).sum(),
        steps,
        redrive.remark());
  }

  static RedriveView of(Redrive redrive) {
    return of(redrive, Optional.empty());
  }

  /// @param silent how many never had an outcome
  record Step(
      int claimed,
      int succeeded,
      int failedAgain,
      int silent,
      int pending,
      @Nullable Long meanTookMillis) {
    static Step of(StepOutcome outcome) {
      return new Step(
          outcome.succeeded() + outcome.failedAgain() + outcome.pending(),
          outcome.succeeded(),
          outcome.failedAgain(),
          0,
          outcome.pending(),
          outcome.meanTook().map(Duration::toMillis).orElse(null));
    }

    static Step of(Redrive.Step step) {
      return new Step(
          step.claimed(),
          step.succeeded(),
          step.failedAgain(),
          step.silent(),
          0,
          step.meanTook().map(Duration::toMillis).orElse(null));
    }
  }
}
