package groundswell.dlqreplayer;

import groundswell.domain.failures.Audit;
import groundswell.domain.failures.AuditLine;
import groundswell.domain.failures.Failure;
import groundswell.domain.failures.FailureFilter;
import groundswell.domain.failures.FailureId;
import groundswell.domain.failures.FailureState;
import groundswell.domain.failures.Failures;
import groundswell.domain.failures.Redrive;
import groundswell.domain.failures.RedriveId;
import groundswell.domain.failures.Redrives;
import groundswell.domain.failures.Redrives.Chosen;
import groundswell.domain.failures.StepOutcome;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.batch.MessageSender;
import groundswell.platform.batch.PermanentFailure;
import groundswell.platform.failures.DynamoDbAudit;
import groundswell.platform.failures.DynamoDbFailures;
import groundswell.platform.failures.DynamoDbRedrives;
import groundswell.platform.failures.FilterCodec;
import groundswell.platform.replayer.ReplayerCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Goes on with redrives. Each call does what can be done now: choose the failures of the step,
/// take and send those that are not sent yet, look at the outcomes; then it asks to be called
/// again. It may die between any two lines: what was chosen stays chosen, what was taken and not
/// sent is sent by the next call, and what was sent twice is handled twice, which changes nothing.
final class RedriveSteps {
  private static final int PAGE = 500;

  /// Longer than one call may run.
  private static final Duration LEASE = Duration.ofMinutes(6);

  private final Failures failures;
  private final Redrives redrives;
  private final Audit audit;
  private final Sending sending;
  private final MessageSender sender;
  private final String queueUrl;
  private final Duration patience;
  private final Duration pause;
  private final InstantSource clock;

  RedriveSteps(FunctionEnvironment environment) {
    failures = new DynamoDbFailures(environment);
    redrives = new DynamoDbRedrives(environment);
    audit = new DynamoDbAudit(environment);
    sending = new Sending(environment, failures, redrives);
    sender = new MessageSender(environment);
    queueUrl = environment.require("REDRIVE_QUEUE_URL");
    patience = Duration.ofSeconds(environment.number("PATIENCE_SECONDS", 1, 900));
    pause = Duration.ofSeconds(environment.number("PAUSE_SECONDS", 0, 2));
    clock = environment.clock();
  }

  /// @param worker names the message that asks, so that two of one redrive don't work side by side
  void goOn(RedriveId id, String worker) {
    var redrive =
        redrives
            .find(id)
            .orElseThrow(
                () -> new PermanentFailure("unknown-redrive", "there is no redrive " + id));
    switch (redrive.state()) {
      case RUNNING -> advance(redrive, worker);
      case CANCELLED, PAUSED -> release(redrive);
      case STOPPED, COMPLETED -> {}
    }
  }

  private void advance(Redrive redrive, String worker) {
    if (!redrives.lease(redrive.id(), worker, clock.instant(), LEASE)) {
      again(redrive.id(), pause);
      return;
    }
    try {
      step(redrive);
    } finally {
      redrives.release(redrive.id(), worker);
    }
  }

  private void step(Redrive redrive) {
    int step = redrive.nextStep();
    var chosen =
        redrives
            .chosen(redrive.id(), step)
            .orElseGet(() -> redrives.choose(redrive.id(), step, choose(redrive), clock.instant()));
    if (chosen.failures().isEmpty()) {
      end(redrives.change(redrive.id(), each -> Optional.of(each.completed())));
      return;
    }
    var slowest = sending.send(redrive, step, chosen);
    var outcome = StepOutcome.of(redrive.id(), failures.findAll(chosen.failures()).values());
    var end = chosen.at().plus(patience).plus(slowest);
    if (outcome.pending() > 0 && clock.instant().isBefore(end)) {
      again(redrive.id(), pause);
      return;
    }
    var after = redrives.change(redrive.id(), each -> after(each, step, outcome));
    recount(chosen);
    if (after.isPresent() && after.get().state() == Redrive.State.STOPPED) end(after);
    else again(redrive.id(), Duration.ZERO);
  }

  /// A step that another worker has finished meanwhile stays as it is.
  private static Optional<Redrive> after(Redrive redrive, int step, StepOutcome outcome) {
    return redrive.nextStep() == step
        ? Optional.of(redrive.after(outcome.asStep()))
        : Optional.empty();
  }

  /// The next failures that the filter matches; none that this redrive has had already.
  private List<FailureId> choose(Redrive redrive) {
    int size = Redrive.stepSize(redrive.nextStep());
    var filter = openBefore(redrive.filter(), redrive.startedAt());
    var chosen = new ArrayList<FailureId>();
    var cursor = Optional.<String>empty();
    do {
      var page = failures.page(filter, PAGE, cursor);
      page.failures().stream()
          .filter(redrive::mayTake)
          .filter(failure -> !failure.lastRedrive().equals(Optional.of(redrive.id())))
          .map(Failure::id)
          .forEach(chosen::add);
      cursor = page.next();
    } while (chosen.size() < size && cursor.isPresent());
    return List.copyOf(chosen.subList(0, Math.min(size, chosen.size())));
  }

  private static FailureFilter openBefore(FailureFilter filter, Instant start) {
    var open = filter.withState(FailureState.Name.OPEN);
    return open.until().filter(until -> until.isBefore(start)).isPresent()
        ? open
        : open.withUntil(start.plusMillis(1));
  }

  /// What was taken and not sent goes back.
  private void release(Redrive redrive) {
    redrives
        .chosen(redrive.id(), redrive.nextStep())
        .ifPresent(
            chosen -> {
              for (var id : chosen.failures())
                failures.change(id, failure -> failure.released(redrive.id()));
              recount(chosen);
            });
  }

  private void recount(Chosen chosen) {
    failures.findAll(chosen.failures()).values().stream()
        .map(Failure::group)
        .collect(Collectors.toSet())
        .forEach(
            group ->
                sender.sendLater(queueUrl, new ReplayerCommand.Recount(group).message(), pause));
  }

  private void end(Optional<Redrive> ended) {
    ended.ifPresent(
        redrive ->
            audit.append(
                new AuditLine(
                    clock.instant(),
                    redrive.id().value() + "-end",
                    redrive.by(),
                    "redrive " + redrive.state().label(),
                    redrive.reason(),
                    FilterCodec.write(redrive.filter()),
                    "%d taken, %d succeeded, %d failed again; %s"
                        .formatted(
                            redrive.claimed(),
                            redrive.succeeded(),
                            redrive.failedAgain(),
                            redrive.remark()))));
  }

  private void again(RedriveId id, Duration delay) {
    sender.sendLater(queueUrl, new ReplayerCommand.Step(id).message(), delay);
  }
}
