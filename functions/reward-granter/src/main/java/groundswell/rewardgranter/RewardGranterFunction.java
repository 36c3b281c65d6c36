package groundswell.rewardgranter;

import groundswell.operations.batch.OperatedFunction;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.wiring.Wiring;

/// Lambda's entry point for the reward queues.
public final class RewardGranterFunction extends OperatedFunction<Judgement> {
  public RewardGranterFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public RewardGranterFunction(FunctionEnvironment environment) {
    super(environment, RewardGranterFunction::handler);
  }

  private static JudgementHandler handler(FunctionEnvironment environment) {
    var wiring = new Wiring(environment);
    return new JudgementHandler(
        wiring.challenges(), new Granter(wiring.progress(), wiring.ledgers()), environment.clock());
  }
}
