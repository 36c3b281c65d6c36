package groundswell.leaderboardbuilder;

import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.wiring.Wiring;

/// Lambda's entry point for the board queues.
public final class LeaderboardBuilderFunction extends OperatedFunction<BoardEntry> {
  public LeaderboardBuilderFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public LeaderboardBuilderFunction(FunctionEnvironment environment) {
    super(environment, each -> new BoardHandler(builder(each), each.clock()));
  }

  private static BoardBuilder builder(FunctionEnvironment environment) {
    var wiring = new Wiring(environment);
    return new BoardBuilder(
        wiring.boards(),
        wiring.challenges(),
        new ShardRows(wiring.progress(), wiring.members(), BoardSize.STANDARD),
        BoardSize.STANDARD,
        environment.clock());
  }
}
