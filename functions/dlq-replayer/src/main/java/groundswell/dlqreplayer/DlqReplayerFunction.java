package groundswell.dlqreplayer;

import groundswell.platform.FunctionEnvironment;
import groundswell.platform.batch.QueueFunction;

/// Lambda's entry point for the redrive queue.
public final class DlqReplayerFunction extends QueueFunction<Told> {
  public DlqReplayerFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public DlqReplayerFunction(FunctionEnvironment environment) {
    super(environment, ReplayerHandler::new);
  }
}
