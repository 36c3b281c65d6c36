package groundswell.progresscalculator;

import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.batch.MessageSender;
import groundswell.platform.tables.DynamoDbActivityMonths;
import groundswell.platform.tables.DynamoDbChallenges;
import groundswell.platform.tables.DynamoDbMembers;
import groundswell.platform.tables.DynamoDbProgressItems;
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
    var items = new DynamoDbProgressItems(environment);
    var members = new DynamoDbMembers(environment);
    var challenges = new DynamoDbChallenges(environment);
    var activity = new DynamoDbActivityMonths(environment);
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
    var sender = new MessageSender(environment);
    var url = environment.require("PROGRESS_BULK_QUEUE_URL");
    return messages -> sender.sendAll(url, messages);
  }
}
