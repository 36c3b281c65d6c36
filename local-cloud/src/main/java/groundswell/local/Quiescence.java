package groundswell.local;

import groundswell.local.calls.Activity;
import groundswell.local.polling.QueuePoller;
import groundswell.local.polling.StreamPoller;
import groundswell.local.queues.QueueDepth;
import groundswell.local.scheduling.Scheduler;
import groundswell.local.template.Topology.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Knows when nothing moves any more: nothing is in flight, every stream was read to its end after
/// the last write, and every queue is empty, except dead-letter queues that nobody reads.
final class Quiescence {
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Activity activity;
  private final List<StreamPoller> streams;
  private final List<QueuePoller> pollers;
  private final List<Queue> queues;
  private final Function<Queue, QueueDepth> depth;
  private final Scheduler scheduler;

  /// The queue that had messages at the last look. It is looked at first, because each look is a
  /// call of the SQS server, which has other work.
  private volatile Optional<Queue> filled = Optional.empty();

  Quiescence(
      Activity activity,
      List<StreamPoller> streams,
      List<QueuePoller> pollers,
      List<Queue> queues,
      Function<Queue, QueueDepth> depth,
      Scheduler scheduler) {
    this.activity = activity;
    this.streams = streams;
    this.pollers = pollers;
    this.queues = queues;
    this.depth = depth;
    this.scheduler = scheduler;
  }

  /// Looks twice. One look can miss a message that moves from one place to the next, but the move
  /// raises the epoch.
  boolean isQuiet() {
    var epoch = activity.epoch();
    var firstLook = nothingMoves();
    var secondLook = firstLook && nothingMoves();
    return secondLook && activity.epoch() == epoch;
  }

  private boolean nothingMoves() {
    return activity.inFlight() == 0
        && streams.stream().allMatch(Quiescence::isDone)
        && filled.stream().allMatch(this::isEmpty)
        && areEmpty();
  }

  private boolean areEmpty() {
    filled = queues.stream().filter(queue -> !isEmpty(queue)).findFirst();
    return filled.isEmpty();
  }

  private boolean isEmpty(Queue queue) {
    return depth.apply(queue).total() == 0;
  }

  private static boolean isDone(StreamPoller stream) {
    return stream.pending() == 0 && stream.hasSeenAllWrites();
  }

  /// @throws NotQuietException at the deadline; lists all that still moves
  void await(Duration atMost) throws InterruptedException {
    var deadline = scheduler.instant().plus(atMost);
    while (!isQuiet()) {
      if (scheduler.instant().isAfter(deadline)) throw new NotQuietException(movement());
      scheduler.pause(PAUSE);
    }
  }

  private String movement() {
    var inFlight = "%d calls, invocations and deliveries in flight".formatted(activity.inFlight());
    var lagging =
        streams.stream()
            .filter(stream -> !isDone(stream))
            .map(
                stream ->
                    "stream of %s: %d records pending%s"
                        .formatted(
                            stream.report().source(),
                            stream.pending(),
                            stream.hasSeenAllWrites() ? "" : ", not read to its end"));
    Map<Queue, QueueDepth> depths =
        queues.stream().collect(Collectors.toMap(Function.identity(), depth));
    var filled =
        depths.entrySet().stream()
            .filter(entry -> entry.getValue().total() > 0)
            .map(entry -> filled(entry.getKey(), entry.getValue()));
    return Stream.of(Stream.of(inFlight), lagging, filled)
        .flatMap(Function.identity())
        .collect(Collectors.joining("; "));
  }

  private String filled(Queue queue, QueueDepth depth) {
    var workers =
        pollers.stream()
            .filter(poller -> poller.queueName().equals(queue.name()))
            .map(QueuePoller::workers);
    return Stream.concat(Stream.of("%s: %s".formatted(queue.logicalId(), depth)), workers)
        .collect(Collectors.joining(", "));
  }
}
