package groundswell.failurerecorder;

import com.amazonaws.services.lambda.runtime.Context;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Telemetry;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.lambda.SqsFunction;
import java.util.List;
import java.util.Map;

/// Lambda's entry point for every dead-letter queue, and for the bucket's notifications of stream
/// records that were given up. A message that can't be recorded stays in its queue.
public final class FailureRecorderFunction implements SqsFunction {
  private final Recorder recorder;
  private final Telemetry telemetry;

  public FailureRecorderFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public FailureRecorderFunction(FunctionEnvironment environment) {
    recorder = new Recorder(environment);
    telemetry = new Telemetry(environment, getClass());
  }

  @Override
  public List<String> handle(List<QueueMessage> messages, Context context) {
    return telemetry.logged(
        context,
        () -> {
          var left = recorder.record(messages);
          telemetry.record(
              Map.of(
                  "FailuresRecorded", messages.size() - left.size(), "NotRecorded", left.size()));
          return List.copyOf(left);
        });
  }
}
