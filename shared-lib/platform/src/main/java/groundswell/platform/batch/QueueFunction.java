package groundswell.platform.batch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Telemetry;
import java.util.List;
import java.util.Map;

/// A function that queues feed. Messages are decoded and their entries merged by key, then each
/// entry is handled for itself:
/// - one that fails permanently goes into the dead-letter queue alone, its neighbours go on;
/// - one that fails otherwise brings the messages that it was in back, after a back-off;
/// - what there is no time left for brings its messages back in the same way;
/// - an [Error] brings the whole batch back, and lets Lambda start a new environment.
///
/// @param <E> an entry
public abstract class QueueFunction<E> implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private static final int PARALLELISM = 8;

  private final BatchHandler<E> handler;
  private final SourceQueues queues;
  private final DeadLetters deadLetters;
  private final BackOff backOff;
  private final Telemetry telemetry;
  private final int parallelism;

  /// Held here because the checkpoint's context holds it weakly.
  @SuppressWarnings("unused")
  private final Priming priming;

  protected QueueFunction(FunctionEnvironment environment, BatchHandler<E> handler) {
    this.handler = handler;
    queues = SourceQueues.of(environment);
    deadLetters = new DeadLetters(new MessageSender(environment));
    backOff = new BackOff(environment);
    telemetry = new Telemetry(environment, getClass());
    parallelism = environment.number("PARALLELISM", 1, PARALLELISM);
    priming = Priming.register(handler, environment.aws().sqs(), queues);
  }

  @Override
  public final SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return telemetry.logged(context, () -> process(event.getRecords(), Deadline.of(context)));
  }

  private SQSBatchResponse process(List<SQSMessage> messages, Deadline deadline) {
    var batch = new Batch<>(handler, queues, deadLetters, deadline);
    var returned = batch.process(messages, parallelism);
    if (!returned.isEmpty()) {
      backOff.delay(queues.of(returned.getFirst().getEventSourceArn()), returned);
    }
    telemetry.record(
        Map.of(
            "Messages", messages.size(),
            "Entries", batch.entries(),
            "DeadLettered", batch.deadLettered(),
            "MessagesReturned", returned.size()));
    return new SQSBatchResponse(
        returned.stream().map(message -> new BatchItemFailure(message.getMessageId())).toList());
  }
}
