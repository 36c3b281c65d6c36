package groundswell.usersstreampublisher;

import groundswell.platform.FunctionEnvironment;
import groundswell.platform.streams.StreamFunction;

/// Lambda's entry point for the stream of the Users table.
public final class UsersStreamPublisherFunction extends StreamFunction {
  public UsersStreamPublisherFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public UsersStreamPublisherFunction(FunctionEnvironment environment) {
    super(environment, new UserChanges());
  }
}
