package groundswell.leaderboardbuilder;

import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.boards.S3Boards;
import groundswell.platform.tables.DynamoDbChallenges;
import groundswell.platform.tables.DynamoDbMembers;
import groundswell.platform.tables.DynamoDbProgressItems;

/// Lambda's entry point for the board queues.
public final class LeaderboardBuilderFunction extends OperatedFunction<BoardEntry> {
  public LeaderboardBuilderFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public LeaderboardBuilderFunction(FunctionEnvironment environment) {
    super(environment, each -> new BoardHandler(builder(each), each.clock()));
  }

  private static BoardBuilder builder(FunctionEnvironment environment) {
    return new BoardBuilder(
        new S3Boards(environment),
        new DynamoDbChallenges(environment),
        new ShardRows(
            new DynamoDbProgressItems(environment),
            new DynamoDbMembers(environment),
            BoardSize.STANDARD),
        BoardSize.STANDARD,
        environment.clock());
  }
}
