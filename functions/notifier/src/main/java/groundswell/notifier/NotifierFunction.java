package groundswell.notifier;

import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.tables.NotificationClaims;
import groundswell.platform.topics.NoticeTopic;

/// Lambda's entry point for the notification queue.
public final class NotifierFunction extends OperatedFunction<NoticeChunk> {
  public NotifierFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public NotifierFunction(FunctionEnvironment environment) {
    super(
        environment,
        each ->
            new NoticeHandler(new NotificationClaims(each), new NoticeTopic(each), each.clock()));
  }
}
