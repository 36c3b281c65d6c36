package groundswell.dlqreplayer;

import groundswell.platform.FunctionEnvironment;
import groundswell.platform.batch.OperatedFunction;

/// Lambda's entry point for the redrive queue.
public final class DlqReplayerFunction extends OperatedFunction<Told> {
  public DlqReplayerFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public DlqReplayerFunction(FunctionEnvironment environment) {
    super(environment, ReplayerHandler::new);
  }
}
