package groundswell.operations.domain;

import groundswell.domain.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One redrive of failures: it ramps up step by step, and each step waits for the outcome of the
/// one before.
///
/// @param steps the finished ones
/// @param remark why it stopped, in words
/// @param version rises with every change; a write is conditioned on it
public record Redrive(
    RedriveId id, Order order, State state, List<Step> steps, String remark, long version) {
  public static final int REFAILURE_PERCENT_MAX = 5;

  /// How often a message may be redriven before only a filter that names it by id brings it back.
  public static final int REDRIVES_MAX = 3;

  private static final int[] RAMP = {1, 10, 100, 1_000};
  private static final int FULL_STEP = 5_000;

  /// How many steps are smaller than the rest.
  public static final int RAMP_STEPS = RAMP.length;

  public Redrive {
    steps = List.copyOf(steps);
  }

  /// One that begins.
  public static Redrive of(RedriveId id, Order order) {
    return new Redrive(id, order, State.RUNNING, List.of(), "", Versions.NONE);
  }

  /// What somebody wants to be redriven.
  ///
  /// @param filter what is brought back: failures that were open and first seen before `at`
  /// @param refailurePercentMax stops when a larger share of a step fails again
  /// @param perSecondMax the most messages a second that it may send; 0 if only the target's cap
  ///     bounds it
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

  /// Where a redrive stands.
  public enum State {
    RUNNING,
    PAUSED,
    /// By itself, because too much failed again.
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

  /// What became of the messages of one step.
  ///
  /// @param claimed how many it took
  /// @param succeeded how many the consumer finished
  /// @param failedAgain how many failed again, at their first attempt
  /// @param silent how many were never heard of within the patience
  /// @param meanTook how long the consumer needed for one
  public record Step(
      int claimed, int succeeded, int failedAgain, int silent, Optional<Duration> meanTook) {}

  /// How many messages a step may take after so many others: 1, 10, 100, 1,000, then 5,000 each
  /// time.
  public static int stepSize(int before) {
    return before < RAMP.length ? RAMP[before] : FULL_STEP;
  }

  /// How many messages the next step may take. A step that found nothing left to take, because
  /// others took it first, proved nothing: the ramp stays where it is.
  public int nextSize() {
    return stepSize(Math.toIntExact(steps.stream().filter(step -> step.claimed() > 0).count()));
  }

  /// The index of the step that comes next.
  public int nextStep() {
    return steps.size();
  }

  /// Whether failures of a message that was redriven too often may come back: only if they are
  /// named.
  public boolean mayTake(Failure failure) {
    return failure.history().redrives() < REDRIVES_MAX
        || order.filter().ids().contains(failure.id());
  }

  /// After a step: on, or stopped if too much of it failed again. One that was cancelled meanwhile
  /// stays so, with the account of its last step.
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
            "%d of %d messages of step %d failed again (%d were never heard of); the limit is %d %%"
                .formatted(bad, step.claimed(), all.size(), step.silent(), limit))
        : with(state, all, remark);
  }

  public Redrive completed() {
    return with(State.COMPLETED, steps, "nothing is left that the filter matches");
  }

  /// @return empty if it has ended, or is in that state
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
