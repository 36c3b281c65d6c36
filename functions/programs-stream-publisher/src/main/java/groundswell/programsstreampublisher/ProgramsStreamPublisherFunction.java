package groundswell.programsstreampublisher;

import groundswell.domain.challenges.ChallengeCache;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.streams.StreamFunction;
import groundswell.platform.wiring.Wiring;

/// Lambda's entry point for the stream of the Programs table.
public final class ProgramsStreamPublisherFunction extends StreamFunction {
  public ProgramsStreamPublisherFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public ProgramsStreamPublisherFunction(FunctionEnvironment environment) {
    super(
        environment, new ProgramChanges(new ChallengeCache(new Wiring(environment).challenges())));
  }
}
