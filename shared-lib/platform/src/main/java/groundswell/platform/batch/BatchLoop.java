package groundswell.platform.batch;

import groundswell.platform.lambda.QueueMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Processes batches with a handler. Messages are decoded and their entries merged by key; then
/// each entry is handled on its own:
/// - an entry that fails permanently is dead-lettered alone, and its neighbours continue;
/// - if an entry fails otherwise, the messages that contain it are redelivered;
/// - if the time is up, the messages of the remaining entries are redelivered, too;
/// - messages that the observer holds back are redelivered as well;
/// - an [Error] ends the invocation, so that the whole batch is redelivered to a new environment.
///
/// @param <E> an entry
public final class BatchLoop<E> {
  private final BatchHandler<E> handler;
  private final Observer observer;
  private final SourceQueues queues;
  private final DeadLetters deadLetters;
  private final InstantSource clock;
  private final int parallelism;

  /// @param parallelism how many entries are handled at once
  BatchLoop(
      BatchHandler<E> handler,
      Observer observer,
      SourceQueues queues,
      DeadLetters deadLetters,
      InstantSource clock,
      int parallelism) {
    this.handler = handler;
    this.observer = observer;
    this.queues = queues;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.parallelism = parallelism;
  }

  SourceQueues queues() {
    return queues;
  }

  public BatchResult process(List<QueueMessage> messages, Deadline deadline) {
    observer.starts(messages);
    var start = clock.instant();
    var batch = new Batch<>(handler, queues, deadLetters, deadline);
    var returned = batch.process(messages, parallelism);
    var result =
        new BatchResult(
            messages,
            returned,
            batch.errors(),
            batch.entries(),
            batch.deadLettered(),
            Duration.between(start, clock.instant()));
    return result.returningAlso(observer.ends(result));
  }
}
