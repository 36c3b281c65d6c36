package groundswell.operations.batch;

import groundswell.operations.failures.OperationsWiring;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.batch.BatchHandler;
import groundswell.platform.batch.BatchLoop;
import groundswell.platform.batch.Deadline;
import groundswell.platform.batch.Observer;
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
    super(environment, handlers.apply(environment), observer(environment));
    rehearser =
        new Rehearser<>(
            environment.aws(),
            clients -> rehearsalLoop(environment.with(clients), handlers),
            new OperationsWiring(environment).rehearsals(),
            environment.release());
  }

  static Observer observer(FunctionEnvironment environment) {
    var wiring = new OperationsWiring(environment);
    var clock = environment.clock();
    return new FailureObserver(
        attempts(environment), new Redriven(wiring.storedFailures(), clock), environment.release());
  }

  static Attempts attempts(FunctionEnvironment environment) {
    var wiring = new OperationsWiring(environment);
    return new Attempts(wiring.operations(), environment.clock(), wiring.retention());
  }

  private static <E> BatchLoop<E> rehearsalLoop(
      FunctionEnvironment environment, Function<FunctionEnvironment, BatchHandler<E>> handlers) {
    return loop(environment, handlers.apply(environment), Observer.NONE, 1);
  }

  @Override
  protected final List<String> process(List<QueueMessage> messages, Deadline deadline) {
    if (!Rehearser.isAskedFor(messages)) return super.process(messages, deadline);
    rehearser.run(messages, deadline);
    return List.of();
  }
}
