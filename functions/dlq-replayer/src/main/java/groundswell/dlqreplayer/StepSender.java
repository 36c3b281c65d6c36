package groundswell.dlqreplayer;

import groundswell.operations.batch.Redriven;
import groundswell.operations.domain.FailedMessage;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.Failures;
import groundswell.operations.domain.Origin;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.Redrives;
import groundswell.operations.domain.Redrives.Chosen;
import groundswell.operations.failures.RedriveTargets;
import groundswell.operations.failures.RedriveTargets.RedriveTarget;
import groundswell.operations.replayer.FunctionCalls;
import groundswell.platform.Parallel;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.queues.MessageAttributes;
import groundswell.platform.queues.MessageSender;
import groundswell.platform.queues.MessageSender.Outgoing;
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
import java.util.stream.Gatherers;

/// Claims the failures of a step, sends their messages, and records them as sent once the queue has
/// confirmed them. Nothing is deleted beforehand. A message is sent at most [#AHEAD] before it is
/// due, and the queue delays it until then.
final class StepSender {
  private static final int BATCH = 100;

  /// One batch is claimed while another is sent.
  private static final int BATCHES_AT_ONCE = 2;

  /// The most that a crash can cause to be sent twice.
  private static final int BETWEEN_NOTES = 4 * BATCH;

  /// How far ahead of its delivery a message is sent. Messages still arrive for this long after a
  /// redrive is halted.
  private static final Duration AHEAD = Duration.ofSeconds(5);

  /// The assumed time per message until one was measured.
  private static final Duration UNMEASURED = Duration.ofMillis(200);

  private final Failures failures;
  private final Redrives redrives;
  private final MessageSender sender;
  private final RedriveTargets targets;
  private final FunctionCalls functions;
  private final InstantSource clock;
  private final int parallelism;

  StepSender(
      Failures failures,
      Redrives redrives,
      MessageSender sender,
      RedriveTargets targets,
      FunctionCalls functions,
      InstantSource clock,
      int parallelism) {
    this.failures = failures;
    this.redrives = redrives;
    this.sender = sender;
    this.targets = targets;
    this.functions = functions;
    this.clock = clock;
    this.parallelism = parallelism;
  }

  /// Sends the unsent messages of a step. Messages that a crashed call sent without recording it
  /// are sent again, unless their outcome is known.
  ///
  /// @return when the last message is delivered; empty if some are still unsent, because they are
  ///     not due yet or the redrive was halted meanwhile
  Optional<Instant> send(Redrive redrive, int step, Chosen chosen) {
    int sent = chosen.sent();
    var delivered = chosen.from();
    while (sent < chosen.failures().size()) {
      var now = clock.instant();
      if (delivered.isAfter(now.plus(AHEAD)) || !isRunning(redrive)) return Optional.empty();
      var start = delivered.isAfter(now) ? Duration.between(now, delivered) : Duration.ZERO;
      var line = new Line(redrive, start);
      var unsent = chosen.failures().subList(sent, chosen.failures().size());
      var next = unsent.subList(0, Math.min(BETWEEN_NOTES, unsent.size()));
      var known = failures.findAll(next);
      var some = line.soon(next, known);
      Parallel.forEach(
          some.stream().gather(Gatherers.windowFixed(BATCH)).toList(),
          Math.min(BATCHES_AT_ONCE, parallelism),
          batch -> send(line, take(redrive, step, batch, known)));
      sent += some.size();
      delivered = now.plus(line.end());
      redrives.sent(redrive.id(), step, sent, delivered);
    }
    return Optional.of(delivered);
  }

  private void send(Line line, List<Failure> taken) {
    var redrive = line.redrive();
    var messages = failures.messages(taken.stream().map(Failure::id).toList());
    var byTarget = new LinkedHashMap<RedriveTarget, List<Failure>>();
    for (var failure : taken) {
      switch (failure.message().origin()) {
        case Origin.Queue(var name) -> {
          var target = targets.ofQueue(name);
          if (target.isPresent() && messages.containsKey(failure.id()))
            byTarget.computeIfAbsent(target.get(), _ -> new ArrayList<>()).add(failure);
          else giveUp(redrive, failure);
        }
        case Origin.Stream(var publisher) -> {
          var message = messages.get(failure.id());
          if (message == null) giveUp(redrive, failure);
          else publish(redrive, failure, message.body(), publisher);
        }
      }
    }
    byTarget.forEach((target, group) -> send(line, target, group, messages));
  }

  /// A failure can't be sent if its body or queue is gone, or if it has no room for a redrive's
  /// attributes. It must not hold up the others.
  private void giveUp(Redrive redrive, Failure failure) {
    failures.change(failure, each -> each.givenUp(redrive.id(), Duration.ZERO));
  }

  /// Whether SQS can delay a message at this position long enough to keep the rate. A queue delays
  /// a message by at most [MessageSender#DELAY_MAX].
  ///
  /// @param before how many messages of its step are sent before it
  boolean keepsRate(Redrive redrive, Failure failure, int before) {
    return targets
        .of(failure.message().origin())
        .filter(target -> before / rate(redrive, target) > MessageSender.DELAY_MAX.toSeconds())
        .isEmpty();
  }

  private boolean isRunning(Redrive redrive) {
    return redrives
        .find(redrive.id())
        .filter(now -> now.state() == Redrive.State.RUNNING)
        .isPresent();
  }

  /// Claims failures for the step. Includes those that a crashed call had claimed for it.
  ///
  /// @param known as read at the beginning of the turn; one that has changed since is read again
  private List<Failure> take(
      Redrive redrive, int step, List<FailureId> ids, Map<FailureId, Failure> known) {
    var taken = new ConcurrentHashMap<FailureId, Failure>();
    Parallel.forEach(
        ids.stream().map(known::get).filter(Objects::nonNull).toList(),
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
      Line line,
      RedriveTarget target,
      List<Failure> group,
      Map<FailureId, FailedMessage> messages) {
    int place = line.join(target, group.size());
    var outgoing = new ArrayList<Outgoing>();
    for (var failure : group) {
      var message = Objects.requireNonNull(messages.get(failure.id()));
      var sent =
          new Outgoing(
              message.body(),
              attributes(line.redrive(), failure, message),
              (int) line.delay(target, place++).toSeconds());
      if (sent.fits()) outgoing.add(sent);
      else giveUp(line.redrive(), failure);
    }
    sender.sendAllOf(target.queueUrl(), outgoing);
  }

  private static Map<String, String> attributes(
      Redrive redrive, Failure failure, FailedMessage message) {
    var attributes = new HashMap<>(message.attributes());
    attributes.put(Redriven.OF_ATTRIBUTE, MessageAttributes.text(failure.id().value()));
    attributes.put(
        Redriven.COUNT_ATTRIBUTE,
        MessageAttributes.text(Integer.toString(failure.history().redrives())));
    attributes.put(Redriven.RUN_ATTRIBUTE, MessageAttributes.text(redrive.id().value()));
    attributes.putIfAbsent(
        QueueMessage.COPY_OF_ATTRIBUTE, MessageAttributes.text(failure.message().ids().getLast()));
    return attributes;
  }

  /// Publishes a stream record at once. If that fails, the failure is open again. The outcome is
  /// written in one go, because nobody else would write the rest.
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

  /// Messages a second: what the target's cap can handle, by the time measured in the last step.
  private static double rate(Redrive redrive, RedriveTarget target) {
    var steps = redrive.steps();
    var took =
        (steps.isEmpty() ? Optional.<Duration>empty() : steps.getLast().meanTook())
            .orElse(UNMEASURED);
    double possible = target.cap() * 1_000.0 / Math.max(1, took.toMillis());
    return redrive.order().perSecondMax() == 0
        ? possible
        : Math.min(possible, redrive.order().perSecondMax());
  }

  /// The messages that one turn sends, with a schedule for each queue. Each queue's schedule starts
  /// after the last message sent before the turn.
  private final class Line {
    private final Redrive redrive;
    private final Duration start;
    private final Map<RedriveTarget, Integer> lengths = new ConcurrentHashMap<>();

    Line(Redrive redrive, Duration start) {
      this.redrive = redrive;
      this.start = start;
    }

    Redrive redrive() {
      return redrive;
    }

    /// The first messages that are due soon at the pace of their queues; at least one.
    List<FailureId> soon(List<FailureId> unsent, Map<FailureId, Failure> known) {
      var before = new HashMap<RedriveTarget, Integer>();
      int count = 0;
      for (var id : unsent) {
        var target =
            Optional.ofNullable(known.get(id)).flatMap(each -> targets.of(each.message().origin()));
        if (count > 0 && target.isPresent()) {
          var delay = delay(target.get(), before.getOrDefault(target.get(), 0));
          if (delay.compareTo(AHEAD) > 0) break;
        }
        target.ifPresent(each -> before.merge(each, 1, Integer::sum));
        count++;
      }
      return unsent.subList(0, count);
    }

    /// @return the place of the first of the added messages
    int join(RedriveTarget target, int more) {
      return lengths.merge(target, more, Integer::sum) - more;
    }

    Duration delay(RedriveTarget target, int place) {
      var delay = start.plusSeconds((long) (place / rate(redrive, target)));
      return delay.compareTo(MessageSender.DELAY_MAX) < 0 ? delay : MessageSender.DELAY_MAX;
    }

    /// When a message after the last one would be delivered, from now.
    Duration end() {
      return lengths.entrySet().stream()
          .map(line -> delay(line.getKey(), line.getValue()))
          .max(Duration::compareTo)
          .orElse(start);
    }
  }
}
