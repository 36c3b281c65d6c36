package groundswell.progresscalculator;

import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.wiring.Wiring;

/// Lambda's entry point for the progress queues.
public final class ProgressCalculatorFunction extends OperatedFunction<ProgressEntry> {
  public ProgressCalculatorFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public ProgressCalculatorFunction(FunctionEnvironment environment) {
    super(environment, ProgressCalculatorFunction::handler);
  }

  private static ProgressHandler handler(FunctionEnvironment environment) {
    var wiring = new Wiring(environment);
    var items = wiring.progress();
    var members = wiring.members();
    var challenges = wiring.challenges();
    var activity = wiring.months();
    var clock = environment.clock();
    var fullWrites = new FullWrites(items, challenges, members, activity, clock);
    var sender = wiring.sender();
    var bulkQueueUrl = environment.require("PROGRESS_BULK_QUEUE_URL");
    return new ProgressHandler(
        members,
        challenges,
        new MemberUpdates(items, fullWrites),
        new ShardWalks(
            items,
            challenges,
            members,
            fullWrites,
            wiring.recalculations(),
            clock,
            messages -> sender.sendAll(bulkQueueUrl, messages)),
        clock);
  }
}
