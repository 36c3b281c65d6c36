package groundswell.platform;

import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Everything that a function takes from outside: its settings, its clients, the time and
/// randomness. A function's public constructor takes one; Lambda, the local cloud and tests each
/// build it their own way.
///
/// @param variables the function's environment variables as `template.yaml` sets them
public record FunctionEnvironment(
    Map<String, String> variables, AwsClients aws, InstantSource clock, RandomGenerator random) {

  public FunctionEnvironment {
    variables = Map.copyOf(variables);
  }

  /// What Lambda provides.
  public static FunctionEnvironment ofLambda() {
    return new FunctionEnvironment(
        System.getenv(),
        AwsClients.standard(),
        InstantSource.system(),
        RandomGenerator.getDefault());
  }

  /// A setting that the function cannot do without.
  ///
  /// @throws IllegalStateException naming the variable, if `template.yaml` does not set it
  public String require(String variable) {
    var value = variables.get(variable);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException(
          "environment variable %s is not set; template.yaml has to set it".formatted(variable));
    }
    return value;
  }
}
