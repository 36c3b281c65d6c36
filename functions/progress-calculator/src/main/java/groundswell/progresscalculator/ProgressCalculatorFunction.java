package groundswell.progresscalculator;

import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.wiring.Wiring;
import java.util.List;
import java.util.function.Consumer;

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
    var fullWrites = new FullWrites(items, challenges, members, activity, environment.clock());
    return new ProgressHandler(
        members,
        challenges,
        new MemberUpdates(items, fullWrites),
        new ShardWalks(
            items, challenges, members, fullWrites, environment.clock(), bulkQueue(environment)),
        environment.clock());
  }

  private static Consumer<List<String>> bulkQueue(FunctionEnvironment environment) {
    var sender = new Wiring(environment).sender();
    var url = environment.require("PROGRESS_BULK_QUEUE_URL");
    return messages -> sender.sendAll(url, messages);
  }
}
