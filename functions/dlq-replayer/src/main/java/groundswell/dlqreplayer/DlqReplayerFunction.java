package groundswell.dlqreplayer;

import groundswell.operations.batch.OperatedFunction;
import groundswell.operations.failures.OperationsWiring;
import groundswell.operations.replayer.CommandQueue;
import groundswell.operations.replayer.FunctionCalls;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Telemetry;
import java.time.Duration;

/// Lambda's entry point for the redrive queue.
public final class DlqReplayerFunction extends OperatedFunction<ReceivedCommand> {
  public DlqReplayerFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public DlqReplayerFunction(FunctionEnvironment environment) {
    super(environment, DlqReplayerFunction::handler);
  }

  private static ReplayerHandler handler(FunctionEnvironment environment) {
    var wiring = new OperationsWiring(environment);
    var clock = environment.clock();
    var failures = wiring.failures();
    var redrives = wiring.redrives();
    var audit = wiring.audit();
    var targets = wiring.targets();
    var functions = new FunctionCalls(environment.aws()::lambda, environment.require("FUNCTIONS"));
    var sender = wiring.sender();
    var commands = new CommandQueue(sender, environment.require("REDRIVE_QUEUE_URL"));
    var pace = pace(environment);
    var sending =
        new StepSender(
            failures, redrives, sender, targets, functions, clock, environment.parallelism());
    return new ReplayerHandler(
        failures,
        new RedriveSteps(failures, redrives, audit, sending, commands, pace, clock),
        new RehearsalSteps(
            failures,
            wiring.rehearsals(),
            targets,
            functions,
            commands,
            pace,
            clock,
            environment.require("QUEUES").strip().split(",", 2)[0]),
        new AutomaticRedrives(redrives, audit, commands, clock),
        new ExpiryCount(
            failures,
            wiring.retention(),
            new Telemetry(environment, DlqReplayerFunction.class),
            clock));
  }

  private static Pace pace(FunctionEnvironment environment) {
    return new Pace(
        Duration.ofSeconds(environment.number("PATIENCE_SECONDS", 1, 900)),
        Duration.ofSeconds(environment.number("PAUSE_SECONDS", 0, 1)),
        Duration.ofSeconds(environment.number("RECOUNT_SECONDS", 0, 30)));
  }
}
