package groundswell.operations.domain;

import groundswell.domain.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A redrive of failures. It ramps up step by step, and each step waits for the outcome of the
/// previous one.
///
/// @param steps the finished steps
/// @param remark why it stopped, in words
/// @param version rises with every change; writes are conditional on it
public record Redrive(
    RedriveId id, Order order, State state, List<Step> steps, String remark, long version) {
  public static final int REFAILURE_PERCENT_MAX = 5;

  /// A message that was redriven this often is only redriven again if the filter names its id.
  public static final int REDRIVES_MAX = 3;

  private static final int[] RAMP = {1, 10, 100, 1_000};
  private static final int FULL_STEP = 5_000;

  /// The number of steps before full-size ones.
  public static final int RAMP_STEPS = RAMP.length;

  public Redrive {
    steps = List.copyOf(steps);
  }

  /// A new redrive.
  public static Redrive of(RedriveId id, Order order) {
    return new Redrive(id, order, State.RUNNING, List.of(), "", Versions.NONE);
  }

  /// What an operator asks for.
  ///
  /// @param filter which failures to redrive: those that were open and first seen before `at`
  /// @param refailurePercentMax stops when a larger share of a step fails again
  /// @param perSecondMax the most messages per second; 0 if only the target's cap limits it
  public record Order(
      FailureFilter filter,
      String by,
      String reason,
      Instant at,
      int refailurePercentMax,
      int perSecondMax) {
    public Order {
      if (refailurePercentMax < 0 || refailurePercentMax > 100)
        throw new IllegalArgumentException(
            "re-failure limit %d is not a percentage".formatted(refailurePercentMax));
      if (perSecondMax < 0)
        throw new IllegalArgumentException("rate %d is negative".formatted(perSecondMax));
    }
  }

  /// The state of a redrive.
  public enum State {
    RUNNING,
    PAUSED,
    /// Stopped by itself, because too much failed again.
    STOPPED,
    CANCELLED,
    COMPLETED;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public boolean ended() {
      return this == STOPPED || this == CANCELLED || this == COMPLETED;
    }
  }

  /// The result of one step.
  ///
  /// @param claimed how many messages it took
  /// @param succeeded how many the consumer finished
  /// @param failedAgain how many failed again at their first attempt
  /// @param silent how many had no outcome when the patience ran out
  /// @param meanTook the consumer's mean time per message
  public record Step(
      int claimed, int succeeded, int failedAgain, int silent, Optional<Duration> meanTook) {}

  /// The size of a step, by the number of steps before it: 1, 10, 100, 1,000, then always 5,000.
  public static int stepSize(int before) {
    return before < RAMP.length ? RAMP[before] : FULL_STEP;
  }

  /// The size of the next step. A step that found nothing to take, because others took it first,
  /// proves nothing and does not count for the ramp.
  public int nextSize() {
    return stepSize(Math.toIntExact(steps.stream().filter(step -> step.claimed() > 0).count()));
  }

  /// The index of the next step.
  public int nextStep() {
    return steps.size();
  }

  /// Whether a failure may be redriven. One that was redriven too often must be named by id.
  public boolean mayTake(Failure failure) {
    return failure.history().redrives() < REDRIVES_MAX
        || order.filter().ids().contains(failure.id());
  }

  /// The redrive after a step: it goes on, or stops if too much failed again. One that was
  /// cancelled meanwhile stays cancelled and records its last step.
  public Redrive after(Step step) {
    var all = new ArrayList<>(steps);
    all.add(step);
    int bad = step.failedAgain() + step.silent();
    int limit = order.refailurePercentMax();
    boolean stop = !state.ended() && bad * 100L > (long) step.claimed() * limit;
    return stop
        ? with(
            State.STOPPED,
            all,
            "%d of the %d sent in step %d failed again (%d without an outcome); the limit is %d %%"
                .formatted(bad, step.claimed(), all.size(), step.silent(), limit))
        : with(state, all, remark);
  }

  public Redrive completed() {
    return with(State.COMPLETED, steps, "nothing is left that the filter matches");
  }

  /// @return empty if it has ended, or already is in that state
  public Optional<Redrive> moved(State next, String by) {
    return state.ended() || state == next
        ? Optional.empty()
        : Optional.of(with(next, steps, "%s by %s".formatted(next.label(), by)));
  }

  public long claimed() {
    return steps.stream().mapToLong(Step::claimed).sum();
  }

  public long succeeded() {
    return steps.stream().mapToLong(Step::succeeded).sum();
  }

  public long failedAgain() {
    return steps.stream().mapToLong(step -> step.failedAgain() + step.silent()).sum();
  }

  private Redrive with(State next, List<Step> nextSteps, String nextRemark) {
    return new Redrive(id, order, next, nextSteps, nextRemark, version);
  }
}
