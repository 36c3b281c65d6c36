package groundswell.notifier;

import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.wiring.Wiring;

/// Lambda's entry point for the notification queue.
public final class NotifierFunction extends OperatedFunction<Notification> {
  public NotifierFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public NotifierFunction(FunctionEnvironment environment) {
    super(environment, NotifierFunction::handler);
  }

  static NotifierHandler handler(FunctionEnvironment environment) {
    var wiring = new Wiring(environment);
    return new NotifierHandler(
        new Notices(wiring.claims(), wiring.notices()),
        new UploadReports(wiring.uploads(), wiring.uploadObjects(), wiring.uploadTopic()),
        environment.clock());
  }
}
