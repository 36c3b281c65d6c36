package groundswell.operatorapi;

import groundswell.http.RoutedFunction;
import groundswell.platform.FunctionEnvironment;

/// Lambda's entry point for the routes of operators.
public final class OperatorApiFunction extends RoutedFunction {
  public OperatorApiFunction() {
    this(FunctionEnvironment.ofLambda());
  }

  public OperatorApiFunction(FunctionEnvironment environment) {
    super(environment, Routes.of(environment));
  }
}
