package groundswell.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import groundswell.platform.FunctionEnvironment;

/// A queue function that follows a script.
public final class QueueScript implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final FunctionEnvironment environment;

  public QueueScript(FunctionEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    try {
      return Script.<SQSEvent, SQSBatchResponse>of(environment).run(event, environment, context);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
