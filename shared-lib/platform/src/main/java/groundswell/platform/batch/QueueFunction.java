package groundswell.platform.batch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import groundswell.domain.failures.Cause;
import groundswell.platform.AwsClients;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Telemetry;
import groundswell.platform.WarmUp;
import groundswell.platform.lambda.SqsFunction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A function that queues feed. Messages are decoded and their entries merged by key, then each
/// entry is handled for itself:
/// - one that fails permanently goes into the dead-letter queue alone, its neighbours go on;
/// - one that fails otherwise brings the messages that it was in back, after a back-off;
/// - what there is no time left for brings its messages back in the same way;
/// - a redriven message whose outcome can't be written comes back too, or its redrive would never
///   hear of it; to handle it again changes nothing;
/// - an [Error] brings the whole batch back, and lets Lambda start a new environment.
///
/// @param <E> an entry
public abstract class QueueFunction<E> implements SqsFunction {
  private static final int PARALLELISM = 8;

  private final BatchHandler<E> handler;
  private final SourceQueues queues;
  private final DeadLetters deadLetters;
  private final BackOff backOff;
  private final Rehearsal<E> rehearsal;
  private final Attempts attempts;
  private final Redriven redriven;
  private final InstantSource clock;
  private final String release;
  private final Telemetry telemetry;
  private final int parallelism;

  /// Held here because the checkpoint's context holds it weakly.
  @SuppressWarnings("unused")
  private final WarmUp warmUp;

  /// @param handlers makes the function's handler for an environment
  protected QueueFunction(
      FunctionEnvironment environment, Function<FunctionEnvironment, BatchHandler<E>> handlers) {
    handler = handlers.apply(environment);
    rehearsal = new Rehearsal<>(environment, handlers);
    queues = SourceQueues.of(environment);
    release = environment.release();
    deadLetters = new DeadLetters(new MessageSender(environment), release);
    backOff = new BackOff(environment);
    attempts = new Attempts(environment);
    redriven = new Redriven(environment);
    clock = environment.clock();
    telemetry = new Telemetry(environment, getClass());
    parallelism = environment.number("PARALLELISM", 1, PARALLELISM);
    warmUp = warmUp(handler, environment.aws(), queues);
  }

  /// Decodes a message that is none, and calls SQS in vain: that takes the same paths and changes
  /// nothing.
  static WarmUp warmUp(BatchHandler<?> handler, AwsClients aws, SourceQueues queues) {
    return WarmUp.register(
        () -> handler.decode(new BatchHandler.Message("warm-up", "{}")),
        () -> {
          var url = queues.byArn().values().iterator().next().url();
          aws.sqs()
              .changeMessageVisibility(
                  request -> request.queueUrl(url).receiptHandle("warm-up").visibilityTimeout(0));
        });
  }

  @Override
  public final SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return telemetry.logged(context, () -> process(event.getRecords(), Deadline.of(context)));
  }

  /// @return the messages whose outcome a redrive waits for, and could not be told
  private Collection<SQSMessage> note(
      List<SQSMessage> messages,
      List<SQSMessage> returned,
      Map<String, RuntimeException> errors,
      Duration took) {
    var back = returned.stream().map(SQSMessage::getMessageId).collect(Collectors.toSet());
    var causes = new HashMap<String, Cause>();
    back.forEach(
        id -> {
          var error = errors.get(id);
          if (error != null) causes.put(id, Causes.of(error, release));
        });
    attempts.failed(causes);
    return redriven.outcome(messages, errors, back, took);
  }

  private SQSBatchResponse process(List<SQSMessage> messages, Deadline deadline) {
    if (rehearsal.isAskedFor(messages)) {
      rehearsal.run(messages, deadline);
      return new SQSBatchResponse(List.of());
    }
    attempts.started(messages);
    var start = clock.instant();
    var batch = new Batch<>(handler, queues, deadLetters, deadline);
    var failed = batch.process(messages, parallelism);
    var took = Duration.between(start, clock.instant());
    var returned = new LinkedHashSet<>(failed);
    returned.addAll(note(messages, failed, batch.errors(), took));
    if (!returned.isEmpty()) {
      backOff.delay(queues.of(messages.getFirst().getEventSourceArn()), List.copyOf(returned));
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
