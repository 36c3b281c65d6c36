package groundswell.dlqreplayer;

import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;

/// Lambda's entry point for the redrive queue.
public final class DlqReplayerFunction extends OperatedFunction<ReceivedCommand> {
  public DlqReplayerFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public DlqReplayerFunction(FunctionEnvironment environment) {
    super(environment, ReplayerHandler::new);
  }
}
