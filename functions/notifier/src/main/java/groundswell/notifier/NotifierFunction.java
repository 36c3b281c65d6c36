package groundswell.notifier;

import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.wiring.Wiring;

/// Lambda's entry point for the notification queue.
public final class NotifierFunction extends OperatedFunction<NoticeChunk> {
  public NotifierFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public NotifierFunction(FunctionEnvironment environment) {
    super(environment, NotifierFunction::handler);
  }

  private static NoticeHandler handler(FunctionEnvironment environment) {
    var wiring = new Wiring(environment);
    return new NoticeHandler(wiring.claims(), wiring.notices(), environment.clock());
  }
}
