package groundswell.dlqreplayer;

import groundswell.domain.failures.Failure;
import groundswell.domain.failures.FailureId;
import groundswell.domain.failures.Failures;
import groundswell.domain.failures.Origin;
import groundswell.domain.failures.Redrive;
import groundswell.domain.failures.Redrives;
import groundswell.domain.failures.Redrives.Chosen;
import groundswell.platform.Chunks;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Parallel;
import groundswell.platform.batch.MessageAttributes;
import groundswell.platform.batch.MessageSender;
import groundswell.platform.batch.MessageSender.Outgoing;
import groundswell.platform.batch.Redriven;
import groundswell.platform.failures.RedriveTargets;
import groundswell.platform.failures.RedriveTargets.RedriveTarget;
import groundswell.platform.replayer.FunctionCalls;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Takes the failures of a step, sends their messages, and marks them when the queue has confirmed
/// them; nothing is ever deleted first. The rate is kept by the queue: each message is delayed by
/// its place in the line.
final class Sending {
  private static final int PARALLELISM = 8;
  private static final int BATCH = 100;

  /// How long a message is taken to need before any was measured.
  private static final Duration UNMEASURED = Duration.ofMillis(200);

  private final Failures failures;
  private final Redrives redrives;
  private final MessageSender sender;
  private final RedriveTargets targets;
  private final FunctionCalls functions;
  private final InstantSource clock;
  private final int parallelism;

  Sending(FunctionEnvironment environment, Failures failures, Redrives redrives) {
    this.failures = failures;
    this.redrives = redrives;
    sender = new MessageSender(environment);
    targets = new RedriveTargets(environment);
    functions = new FunctionCalls(environment);
    clock = environment.clock();
    parallelism = environment.number("PARALLELISM", 1, PARALLELISM);
  }

  /// @return when the last message is delivered; empty if the redrive was told to halt meanwhile
  Optional<Instant> send(Redrive redrive, int step, Chosen chosen) {
    var delivered = chosen.from();
    var places = new HashMap<String, Integer>();
    for (var some : Chunks.of(chosen.failures(), BATCH, Long.MAX_VALUE, _ -> 0)) {
      if (!isRunning(redrive)) return Optional.empty();
      var taken = take(redrive, step, some);
      var byQueue = new HashMap<String, List<Failure>>();
      for (var failure : taken) {
        switch (failure.origin()) {
          case Origin.Queue(var name) ->
              byQueue.computeIfAbsent(name, _ -> new ArrayList<>()).add(failure);
          case Origin.Stream(var publisher) -> publish(redrive, failure, publisher);
        }
      }
      if (byQueue.isEmpty()) continue;
      byQueue.forEach((queue, group) -> places.merge(queue, group.size(), Integer::sum));
      delivered = clock.instant().plus(longestDelay(redrive, places));
      redrives.awaitFrom(redrive.id(), step, delivered);
      byQueue.forEach((queue, group) -> send(redrive, queue, group, places.getOrDefault(queue, 0)));
    }
    return Optional.of(delivered);
  }

  /// Whether a message with so many before it in one step is delivered as late as its rate asks
  /// for; a queue delays none for longer than [MessageSender#DELAY_MAX].
  boolean keepsRate(Redrive redrive, Failure failure, int before) {
    return switch (failure.origin()) {
      case Origin.Queue(var name) ->
          before / rate(redrive, target(name)) <= MessageSender.DELAY_MAX.toSeconds();
      case Origin.Stream _ -> true;
    };
  }

  private Duration longestDelay(Redrive redrive, Map<String, Integer> places) {
    return places.entrySet().stream()
        .map(line -> delay(line.getValue(), rate(redrive, target(line.getKey()))))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private boolean isRunning(Redrive redrive) {
    return redrives
        .find(redrive.id())
        .filter(now -> now.state() == Redrive.State.RUNNING)
        .isPresent();
  }

  /// Those that are to be sent: taken now, or taken by a call that died.
  private List<Failure> take(Redrive redrive, int step, List<FailureId> ids) {
    Queue<Failure> taken = new ConcurrentLinkedQueue<>();
    Parallel.forEach(
        ids,
        parallelism,
        id ->
            failures
                .change(id, failure -> failure.claimed(redrive.id(), step))
                .or(
                    () ->
                        failures.find(id).filter(failure -> failure.isToBeSent(redrive.id(), step)))
                .ifPresent(taken::add));
    return List.copyOf(taken);
  }

  /// @param end the place in the line behind the last of the group
  private void send(Redrive redrive, String queue, List<Failure> group, int end) {
    var target = target(queue);
    double perSecond = rate(redrive, target);
    var messages = new ArrayList<Outgoing>();
    int place = end - group.size();
    for (var failure : group) {
      messages.add(
          new Outgoing(
              failures.body(failure.id()),
              attributes(redrive, failure),
              (int) delay(place++, perSecond).toSeconds()));
    }
    sender.sendAllOf(target.queueUrl(), messages);
    Parallel.forEach(
        group,
        parallelism,
        failure -> failures.change(failure.id(), each -> each.sent(redrive.id())));
  }

  private static Map<String, String> attributes(Redrive redrive, Failure failure) {
    var attributes = new HashMap<>(failure.attributes());
    attributes.put(Redriven.OF_ATTRIBUTE, MessageAttributes.text(failure.id().value()));
    attributes.put(
        Redriven.COUNT_ATTRIBUTE, MessageAttributes.text(Integer.toString(failure.redrives())));
    attributes.put(Redriven.RUN_ATTRIBUTE, MessageAttributes.text(redrive.id().value()));
    return attributes;
  }

  /// Stream records are published at once; if that fails, the failure is open again. Its outcome is
  /// written in one go: nobody else would write the rest of it.
  private void publish(Redrive redrive, Failure failure, String publisher) {
    var start = clock.instant();
    var error = functions.publish(publisher, failures.body(failure.id()));
    var took = Duration.between(start, clock.instant());
    failures.change(
        failure.id(),
        each ->
            error.isEmpty()
                ? each.succeeded(redrive.id(), took, clock.instant())
                : each.givenUp(redrive.id(), took));
  }

  private RedriveTarget target(String queue) {
    return targets
        .ofQueue(queue)
        .orElseThrow(
            () -> new IllegalStateException("DEAD_LETTERS names no queue \"%s\"".formatted(queue)));
  }

  /// Messages a second: as many as the target's cap works off, by what the step before measured.
  private static double rate(Redrive redrive, RedriveTarget target) {
    var steps = redrive.steps();
    var took =
        (steps.isEmpty() ? Optional.<Duration>empty() : steps.getLast().meanTook())
            .orElse(UNMEASURED);
    double possible = target.cap() * 1_000.0 / Math.max(1, took.toMillis());
    return redrive.perSecondMax() == 0 ? possible : Math.min(possible, redrive.perSecondMax());
  }

  private static Duration delay(int place, double perSecond) {
    var seconds = Duration.ofSeconds((long) (place / perSecond));
    return seconds.compareTo(MessageSender.DELAY_MAX) < 0 ? seconds : MessageSender.DELAY_MAX;
  }
}
