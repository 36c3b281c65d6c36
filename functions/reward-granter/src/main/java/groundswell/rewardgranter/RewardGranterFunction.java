package groundswell.rewardgranter;

import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.tables.DynamoDbChallenges;
import groundswell.platform.tables.DynamoDbLedgers;
import groundswell.platform.tables.DynamoDbProgressItems;

/// Lambda's entry point for the reward queues.
public final class RewardGranterFunction extends OperatedFunction<Judgement> {
  public RewardGranterFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public RewardGranterFunction(FunctionEnvironment environment) {
    super(
        environment,
        each ->
            new JudgementHandler(
                new DynamoDbChallenges(each),
                new Granter(new DynamoDbProgressItems(each), new DynamoDbLedgers(each)),
                each.clock()));
  }
}
