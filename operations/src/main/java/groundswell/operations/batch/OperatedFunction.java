package groundswell.operations.batch;

import groundswell.platform.FunctionEnvironment;
import groundswell.platform.batch.BatchHandler;
import groundswell.platform.batch.Deadline;
import groundswell.platform.batch.QueueFunction;
import groundswell.platform.lambda.QueueMessage;
import java.util.List;
import java.util.function.Function;

/// A queue function whose failures can be redriven and rehearsed.
///
/// @param <E> an entry
public abstract class OperatedFunction<E> extends QueueFunction<E> {
  private final Rehearser<E> rehearser;

  /// @param handlers makes the function's handler for an environment
  protected OperatedFunction(
      FunctionEnvironment environment, Function<FunctionEnvironment, BatchHandler<E>> handlers) {
    super(environment, handlers.apply(environment), new FailureObserver(environment));
    rehearser = new Rehearser<>(environment, handlers);
  }

  @Override
  protected final List<String> process(List<QueueMessage> messages, Deadline deadline) {
    if (!Rehearser.isAskedFor(messages)) return super.process(messages, deadline);
    rehearser.run(messages, deadline);
    return List.of();
  }
}
