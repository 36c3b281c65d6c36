package groundswell.failurerecorder;

import com.amazonaws.services.lambda.runtime.Context;
import groundswell.operations.batch.Attempts;
import groundswell.operations.failures.DynamoDbFailures;
import groundswell.operations.failures.OperationsWiring;
import groundswell.operations.replayer.CommandQueue;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Telemetry;
import groundswell.platform.lambda.QueueMessage;
import groundswell.platform.lambda.SqsFunction;
import java.time.Duration;
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
    recorder = recorder(environment);
    telemetry = new Telemetry(environment, getClass());
  }

  private static Recorder recorder(FunctionEnvironment environment) {
    var wiring = new OperationsWiring(environment);
    var clock = environment.clock();
    var failures = wiring.failures();
    var commands = new CommandQueue(wiring.sender(), environment.require("REDRIVE_QUEUE_URL"));
    return new Recorder(
        new Attempts(wiring.operations(), clock, wiring.retention()),
        new DeadLetterReader(
            wiring.targets(), environment.require("RULE_DEAD_LETTER_QUEUE"), clock),
        new StreamFailureReader(
            wiring.failureObjects(), environment.require("STREAM_FAILURE_QUEUE"), clock),
        failures,
        followUps(environment, failures, commands),
        environment.parallelism());
  }

  private static FollowUps followUps(
      FunctionEnvironment environment, DynamoDbFailures failures, CommandQueue commands) {
    return new FollowUps(
        failures,
        commands,
        Boolean.parseBoolean(environment.require("AUTOMATIC_REDRIVE")),
        Duration.ofSeconds(environment.number("RECOUNT_SECONDS", 0, FollowUps.COUNT_AFTER_SECONDS)),
        environment.random(),
        environment.clock());
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
