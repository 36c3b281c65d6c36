package groundswell.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import groundswell.platform.FunctionEnvironment;

/// A stream function that follows a script.
public final class StreamScript implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final FunctionEnvironment environment;

  public StreamScript(FunctionEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    try {
      return Script.<DynamodbEvent, StreamsEventResponse>of(environment)
          .run(event, environment, context);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
