package groundswell.platform;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Everything that a function gets from outside: settings, clients, time, pauses and randomness. A
/// function's public constructor takes one; Lambda, the local cloud and tests each build their own.
///
/// @param variables the function's environment variables as `template.yaml` sets them
public record FunctionEnvironment(
    Map<String, String> variables,
    AwsClients aws,
    InstantSource clock,
    Pause pause,
    RandomGenerator random) {

  private static final int PARALLELISM = 8;

  public FunctionEnvironment {
    variables = Map.copyOf(variables);
  }

  /// The environment on Lambda. Other random number generators are copied with a snapshot and then
  /// draw the same numbers in each instance
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html>).
  public static FunctionEnvironment ofLambda() {
    return new FunctionEnvironment(
        System.getenv(),
        AwsClients.ofLambda(System.getenv()),
        InstantSource.system(),
        Pause.inRealTime(),
        new SecureRandom());
  }

  /// X-Ray's header of the current invocation, where the runtime puts it
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html>).
  public Optional<String> trace() {
    return Optional.ofNullable(System.getProperty("com.amazonaws.xray.traceHeader"));
  }

  /// The function's name in logs, metrics and stored items.
  public String serviceName(Class<?> function) {
    return variables.getOrDefault("POWERTOOLS_SERVICE_NAME", function.getSimpleName());
  }

  /// The same with other clients.
  public FunctionEnvironment with(AwsClients others) {
    return new FunctionEnvironment(variables, others, clock, pause, random);
  }

  /// The deployed release, to tell later which code failed; empty if unknown.
  public String release() {
    return variables.getOrDefault("RELEASE", "");
  }

  /// How batch calls are retried whose entries a service refused.
  public PartialRetry retry() {
    var pauseMillis = number("RETRY_PAUSE_MILLIS", 0, PartialRetry.PAUSE_MILLIS);
    return new PartialRetry(pause, random, Duration.ofMillis(pauseMillis));
  }

  /// How many things a function does at once.
  public int parallelism() {
    return number("PARALLELISM", 1, PARALLELISM);
  }

  /// A required setting.
  ///
  /// @throws IllegalStateException with the variable's name, if `template.yaml` does not set it
  public String require(String variable) {
    var value = variables.get(variable);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException(
          "environment variable %s is not set; template.yaml has to set it".formatted(variable));
    }
    return value;
  }

  /// A setting that has a default.
  ///
  /// @throws IllegalStateException with the variable's name, if it is not a whole number of at
  ///     least `least`
  public int number(String variable, int least, int otherwise) {
    var value = variables.get(variable);
    if (value == null || value.isEmpty()) return otherwise;
    try {
      int number = Integer.parseInt(value);
      if (number >= least) return number;
    } catch (NumberFormatException e) {
      throw notANumber(variable, value, least, e);
    }
    throw notANumber(variable, value, least, null);
  }

  private static IllegalStateException notANumber(
      String variable, String value, int least, @Nullable Exception cause) {
    return new IllegalStateException(
        "environment variable %s is \"%s\", not a whole number from %d on"
            .formatted(variable, value, least),
        cause);
  }

  /// The folder for temporary files of this process: `/tmp` on Lambda.
  public static Path temporaryFiles() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
