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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Takes the failures of a step, sends their messages, and says so when the queue has confirmed
/// them; nothing is ever deleted first. The rate is kept by the queue: each message is delayed by
/// its place in the line.
final class Sending {
  private static final int PARALLELISM = 8;
  private static final int BATCH = 100;

  /// Some are taken while others are sent.
  private static final int BATCHES_AT_ONCE = 2;

  /// As much as may be sent twice if a call dies, and after a redrive was told to halt.
  private static final int BETWEEN_NOTES = 4 * BATCH;

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

  /// Sends what is still to be sent of a step. What a call that died has sent without saying so is
  /// sent again, unless its outcome is known.
  ///
  /// @return when the last message is delivered; empty if the redrive was told to halt meanwhile
  Optional<Instant> send(Redrive redrive, int step, Chosen chosen) {
    int sent = chosen.sent();
    var delivered = chosen.from();
    var places = new ConcurrentHashMap<String, Integer>();
    for (var some : Chunks.of(chosen.unsent(), BETWEEN_NOTES, Long.MAX_VALUE, _ -> 0)) {
      if (!isRunning(redrive)) return Optional.empty();
      Parallel.forEach(
          Chunks.of(some, BATCH, Long.MAX_VALUE, _ -> 0),
          Math.min(BATCHES_AT_ONCE, parallelism),
          batch -> send(redrive, take(redrive, step, batch), places));
      sent += some.size();
      delivered = clock.instant().plus(longestDelay(redrive, places));
      redrives.sent(redrive.id(), step, sent, delivered);
    }
    return Optional.of(delivered);
  }

  /// @param places how many messages of the step are in the line of each queue
  private void send(Redrive redrive, List<Failure> taken, Map<String, Integer> places) {
    var bodies = failures.bodies(taken.stream().map(Failure::id).toList());
    var byTarget = new LinkedHashMap<RedriveTarget, List<Failure>>();
    for (var failure : taken) {
      switch (failure.origin()) {
        case Origin.Queue(var name) -> {
          var target = targets.ofQueue(name);
          if (target.isPresent() && bodies.containsKey(failure.id()))
            byTarget.computeIfAbsent(target.get(), _ -> new ArrayList<>()).add(failure);
          else giveUp(redrive, failure);
        }
        case Origin.Stream(var publisher) -> {
          var body = bodies.get(failure.id());
          if (body == null) giveUp(redrive, failure);
          else publish(redrive, failure, body, publisher);
        }
      }
    }
    byTarget.forEach((target, group) -> send(redrive, target, group, bodies, places));
  }

  /// What has lost its body or its queue can't be sent, and must not hold up the others.
  private void giveUp(Redrive redrive, Failure failure) {
    failures.change(failure, each -> each.givenUp(redrive.id(), Duration.ZERO));
  }

  /// Whether a message with so many before it in one step is delivered as late as its rate asks
  /// for; a queue delays none for longer than [MessageSender#DELAY_MAX].
  boolean keepsRate(Redrive redrive, Failure failure, int before) {
    return targetOf(failure.origin())
        .filter(target -> before / rate(redrive, target) > MessageSender.DELAY_MAX.toSeconds())
        .isEmpty();
  }

  private Duration longestDelay(Redrive redrive, Map<String, Integer> places) {
    return places.entrySet().stream()
        .flatMap(
            line ->
                targets.ofQueue(line.getKey()).stream()
                    .map(target -> delay(line.getValue(), rate(redrive, target))))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private Optional<RedriveTarget> targetOf(Origin origin) {
    return switch (origin) {
      case Origin.Queue(var name) -> targets.ofQueue(name);
      case Origin.Stream _ -> Optional.empty();
    };
  }

  private boolean isRunning(Redrive redrive) {
    return redrives
        .find(redrive.id())
        .filter(now -> now.state() == Redrive.State.RUNNING)
        .isPresent();
  }

  /// Those that the step takes, or that a call took that died.
  private List<Failure> take(Redrive redrive, int step, List<FailureId> ids) {
    var known = failures.findAll(ids);
    var taken = new ConcurrentHashMap<FailureId, Failure>();
    Parallel.forEach(
        known.values(),
        parallelism,
        failure -> {
          if (failure.isWith(redrive.id(), step)) taken.put(failure.id(), failure);
          else
            failures
                .change(failure, each -> each.claimed(redrive.id(), step))
                .ifPresent(claimed -> taken.put(claimed.id(), claimed));
        });
    return ids.stream().map(taken::get).filter(Objects::nonNull).toList();
  }

  private void send(
      Redrive redrive,
      RedriveTarget target,
      List<Failure> group,
      Map<FailureId, String> bodies,
      Map<String, Integer> places) {
    double perSecond = rate(redrive, target);
    int place = places.merge(target.queue(), group.size(), Integer::sum) - group.size();
    var messages = new ArrayList<Outgoing>();
    for (var failure : group) {
      messages.add(
          new Outgoing(
              bodies.getOrDefault(failure.id(), ""),
              attributes(redrive, failure),
              (int) delay(place++, perSecond).toSeconds()));
    }
    sender.sendAllOf(target.queueUrl(), messages);
  }

  private static Map<String, String> attributes(Redrive redrive, Failure failure) {
    var attributes = new HashMap<>(failure.attributes());
    attributes.put(Redriven.OF_ATTRIBUTE, MessageAttributes.text(failure.id().value()));
    attributes.put(
        Redriven.COUNT_ATTRIBUTE, MessageAttributes.text(Integer.toString(failure.redrives())));
    attributes.put(Redriven.RUN_ATTRIBUTE, MessageAttributes.text(redrive.id().value()));
    attributes.putIfAbsent(
        Redriven.MESSAGE_ATTRIBUTE, MessageAttributes.text(failure.messageIds().getLast()));
    return attributes;
  }

  /// Stream records are published at once; if that fails, the failure is open again. Its outcome is
  /// written in one go: nobody else would write the rest of it.
  private void publish(Redrive redrive, Failure failure, String body, String publisher) {
    var start = clock.instant();
    var error = functions.publish(publisher, body);
    var took = Duration.between(start, clock.instant());
    failures.change(
        failure.id(),
        each ->
            error.isEmpty()
                ? each.succeeded(redrive.id(), took, clock.instant())
                : each.givenUp(redrive.id(), took));
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

  private static Duration delay(long place, double perSecond) {
    var seconds = Duration.ofSeconds((long) (place / perSecond));
    return seconds.compareTo(MessageSender.DELAY_MAX) < 0 ? seconds : MessageSender.DELAY_MAX;
  }
}
