package groundswell.dlqreplayer;

import groundswell.operations.domain.Audit;
import groundswell.operations.domain.AuditLine;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.FailureState;
import groundswell.operations.domain.Origin;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.domain.Redrives;
import groundswell.operations.domain.Redrives.Chosen;
import groundswell.operations.domain.StepOutcome;
import groundswell.operations.failures.DynamoDbFailures;
import groundswell.operations.failures.FilterCodec;
import groundswell.operations.replayer.CommandQueue;
import groundswell.operations.replayer.ReplayerCommand;
import groundswell.platform.PermanentFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Advances redrives. Each call does what can be done now: it chooses the failures of the step,
/// claims and sends those not yet sent, and looks at the outcomes. Then it schedules the next call.
/// It may crash between any two lines: a choice is stored, the next call sends what was claimed but
/// not sent, and a message sent twice is handled idempotently.
final class RedriveSteps {
  private static final int PAGE = 500;

  /// Messages are handled in about the order in which they were sent. While outcomes of the last
  /// ones are missing, there is no need to read them all.
  private static final int LOOKED_AT_FIRST = 100;

  /// Longer than one call can run.
  private static final Duration LEASE = Duration.ofMinutes(6);

  private static final Duration LEASE_PAUSE = Duration.ofSeconds(1);

  private final DynamoDbFailures failures;
  private final Redrives redrives;
  private final Audit audit;
  private final StepSender sending;
  private final CommandQueue commands;
  private final Pace pace;
  private final InstantSource clock;

  RedriveSteps(
      DynamoDbFailures failures,
      Redrives redrives,
      Audit audit,
      StepSender sending,
      CommandQueue commands,
      Pace pace,
      InstantSource clock) {
    this.failures = failures;
    this.redrives = redrives;
    this.audit = audit;
    this.sending = sending;
    this.commands = commands;
    this.pace = pace;
    this.clock = clock;
  }

  /// @param worker names the requesting message, so that two workers never share a redrive
  void goOn(RedriveId id, String worker) {
    var redrive =
        redrives
            .find(id)
            .orElseThrow(
                () -> new PermanentFailure("unknown-redrive", "there is no redrive " + id));
    switch (redrive.state()) {
      case RUNNING -> alone(redrive, worker, this::step);
      case CANCELLED, PAUSED -> alone(redrive, worker, this::halt);
      case STOPPED, COMPLETED -> end(redrive);
    }
  }

  /// Releases the lease before scheduling the next call, which would otherwise find it taken. A
  /// taken lease always means wait: its holder may have crashed.
  private void alone(Redrive redrive, String worker, Function<Redrive, Optional<Duration>> work) {
    if (!redrives.lease(redrive.id(), worker, clock.instant(), LEASE)) {
      again(redrive.id(), pace.pause().isZero() ? LEASE_PAUSE : pace.pause());
      return;
    }
    Optional<Duration> next;
    try {
      next = work.apply(redrive);
    } finally {
      redrives.release(redrive.id(), worker);
    }
    next.ifPresent(delay -> again(redrive.id(), delay));
  }

  /// @return when to continue; empty if the redrive has ended
  private Optional<Duration> step(Redrive redrive) {
    int step = redrive.nextStep();
    var known = redrives.chosen(redrive.id(), step);
    if (known.filter(Chosen::isEmpty).filter(this::isNew).isPresent())
      return Optional.of(pace.pause());
    var chosen = choose(redrive, step, known);
    if (chosen.isEmpty()) {
      if (known.isEmpty()) return Optional.of(pace.pause());
      redrives
          .change(redrive.id(), RedriveSteps::completed)
          .filter(now -> now.state() == Redrive.State.COMPLETED)
          .ifPresent(this::end);
      return Optional.empty();
    }
    var delivered = sending.send(redrive, step, chosen);
    if (delivered.isEmpty()) return Optional.of(pace.pause());
    boolean patient = clock.instant().isBefore(delivered.get().plus(pace.patience()));
    var last = failures.findAll(chosen.last(LOOKED_AT_FIRST)).values();
    if (patient && StepOutcome.of(redrive.id(), last).pending() > 0)
      return Optional.of(pace.pause());
    var all = failures.findAll(chosen.failures()).values();
    var outcome = StepOutcome.of(redrive.id(), all);
    if (patient && outcome.pending() > 0) return Optional.of(pace.pause());
    var after = redrives.change(redrive.id(), each -> after(each, step, outcome));
    recount(all);
    var stopped = after.filter(now -> now.state() == Redrive.State.STOPPED);
    stopped.ifPresent(this::end);
    return stopped.isPresent() ? Optional.empty() : Optional.of(Duration.ZERO);
  }

  /// The index may not show failures that were opened just before. So an empty result is checked
  /// once more after a pause, before the redrive completes.
  private Chosen choose(Redrive redrive, int step, Optional<Chosen> known) {
    if (known.filter(list -> !list.isEmpty()).isPresent()) return known.get();
    var found = choose(redrive);
    if (known.isEmpty()) return redrives.choose(redrive.id(), step, found, clock.instant());
    return found.isEmpty()
        ? known.get()
        : redrives.chooseAgain(redrive.id(), step, known.get(), found, clock.instant());
  }

  private boolean isNew(Chosen empty) {
    return clock.instant().isBefore(empty.from().plus(pace.pause()));
  }

  /// Nothing is left. A pause or cancellation that came meanwhile takes precedence.
  private static Optional<Redrive> completed(Redrive redrive) {
    return redrive.state() == Redrive.State.RUNNING
        ? Optional.of(redrive.completed())
        : Optional.empty();
  }

  /// Leaves a step alone that another worker has finished meanwhile.
  private static Optional<Redrive> after(Redrive redrive, int step, StepOutcome outcome) {
    return redrive.nextStep() == step
        ? Optional.of(redrive.after(outcome.asStep()))
        : Optional.empty();
  }

  /// The next failures that the filter matches, without those this redrive has already had.
  private List<FailureId> choose(Redrive redrive) {
    int size = redrive.nextSize();
    var filter = openBefore(redrive.order().filter(), redrive.order().at());
    var chosen = new ArrayList<FailureId>();
    var lines = new HashMap<Origin, Integer>();
    var cursor = Optional.<String>empty();
    do {
      var page = failures.page(filter, PAGE, cursor);
      page.failures().stream()
          .filter(redrive::mayTake)
          .filter(failure -> !failure.history().last().equals(Optional.of(redrive.id())))
          .filter(
              failure ->
                  sending.keepsRate(
                      redrive,
                      failure,
                      lines.merge(failure.message().origin(), 1, Integer::sum) - 1))
          .map(Failure::id)
          .forEach(chosen::add);
      cursor = page.next();
    } while (chosen.size() < size && cursor.isPresent());
    return List.copyOf(chosen.subList(0, Math.min(size, chosen.size())));
  }

  private static FailureFilter openBefore(FailureFilter filter, Instant start) {
    var open = filter.withState(FailureState.Name.OPEN);
    return open.firstSeen().until().filter(until -> until.isBefore(start)).isPresent()
        ? open
        : open.withUntil(start.plusMillis(1));
  }

  /// Releases at once what was claimed but not sent. Waits for the outcomes of what was sent, as in
  /// any step, so that the redrive's account includes them.
  private Optional<Duration> halt(Redrive redrive) {
    int step = redrive.nextStep();
    var chosen = redrives.chosen(redrive.id(), step);
    if (chosen.isPresent() && !isAccounted(redrive, step, chosen.get()))
      return Optional.of(pace.pause());
    // The outcome of its last step can also stop a paused redrive.
    redrives.find(redrive.id()).filter(now -> now.state().ended()).ifPresent(this::end);
    return Optional.empty();
  }

  /// @return false while the outcome of a sent message is pending
  private boolean isAccounted(Redrive redrive, int step, Chosen chosen) {
    for (var id : chosen.unsent()) failures.change(id, failure -> failure.released(redrive.id()));
    var all = failures.findAll(chosen.failures()).values();
    var outcome = StepOutcome.of(redrive.id(), all);
    boolean patient = clock.instant().isBefore(chosen.from().plus(pace.patience()));
    if (patient && outcome.pending() > 0) return false;
    if (outcome.asStep().claimed() > 0)
      redrives.change(redrive.id(), each -> after(each, step, outcome));
    recount(all);
    return true;
  }

  /// Throttled, however many steps there are: a count reads all failures of the group.
  private void recount(Collection<Failure> changed) {
    for (var group : changed.stream().map(Failure::group).collect(Collectors.toSet()))
      failures
          .claimCount(group, pace.recount())
          .ifPresent(wait -> commands.sendLater(new ReplayerCommand.Recount(group), wait));
  }

  /// Timestamped with the last step's choice, so that a retry writes the identical line.
  private void end(Redrive redrive) {
    boolean nothingLeft = redrive.state() == Redrive.State.COMPLETED;
    var at =
        redrives
            .chosen(redrive.id(), nothingLeft ? redrive.nextStep() : redrive.nextStep() - 1)
            .map(Chosen::from)
            .orElse(redrive.order().at());
    audit.append(
        new AuditLine(
            at,
            redrive.id().value() + "-end",
            redrive.order().by(),
            "redrive " + redrive.state().label(),
            redrive.order().reason(),
            FilterCodec.write(redrive.order().filter()),
            "%d taken, %d succeeded, %d failed again; %s"
                .formatted(
                    redrive.claimed(),
                    redrive.succeeded(),
                    redrive.failedAgain(),
                    redrive.remark())));
  }

  private void again(RedriveId id, Duration delay) {
    commands.sendLater(new ReplayerCommand.Step(id), delay);
  }
}
