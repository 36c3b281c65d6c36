package groundswell.platform.batch;

import com.amazonaws.services.lambda.runtime.Context;
import groundswell.platform.AwsClients;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Telemetry;
import groundswell.platform.WarmUp;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.lambda.SqsFunction;
import groundswell.platform.queues.MessageSender;
import java.util.List;
import java.util.Map;

/// A function fed by queues: a [BatchLoop] whose returned messages are retried after a back-off.
///
/// @param <E> an entry
public abstract class QueueFunction<E> implements SqsFunction {
  private final BatchLoop<E> loop;
  private final BackOff backOff;
  private final Telemetry telemetry;

  /// Referenced here because the checkpoint's context only holds it weakly.
  @SuppressWarnings("unused")
  private final WarmUp warmUp;

  protected QueueFunction(
      FunctionEnvironment environment, BatchHandler<E> handler, Observer observer) {
    loop = loop(environment, handler, observer, environment.parallelism());
    backOff =
        new BackOff(
            environment.aws()::sqs,
            environment.random(),
            environment.number("RETRY_BACKOFF_SECONDS", 0, BackOff.BASE_SECONDS));
    telemetry = new Telemetry(environment, getClass());
    warmUp = warmUp(handler, environment.aws(), loop.queues());
  }

  /// @param parallelism how many entries are handled at once
  protected static <E> BatchLoop<E> loop(
      FunctionEnvironment environment,
      BatchHandler<E> handler,
      Observer observer,
      int parallelism) {
    var sender = new MessageSender(environment.aws()::sqs, environment.retry());
    return new BatchLoop<>(
        handler,
        observer,
        SourceQueues.parse(environment.require("QUEUES")),
        new DeadLetters(sender, environment.release()),
        environment.clock(),
        parallelism);
  }

  /// Decodes an invalid message and makes an SQS call that fails: both exercise the usual paths
  /// without effect.
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
  public final List<String> handle(List<QueueMessage> messages, Context context) {
    return telemetry.logged(context, () -> process(messages, Deadline.of(context)));
  }

  /// @return the ids of the messages to redeliver
  protected List<String> process(List<QueueMessage> messages, Deadline deadline) {
    var result = loop.process(messages, deadline);
    var returned = List.copyOf(result.returned().values());
    if (!returned.isEmpty()) {
      backOff.delay(loop.queues().of(messages.getFirst().queueArn()), returned);
    }
    telemetry.record(
        Map.of(
            "Messages", messages.size(),
            "Entries", result.entries(),
            "DeadLettered", result.deadLettered(),
            "MessagesReturned", returned.size()));
    return returned.stream().map(QueueMessage::id).toList();
  }
}
