package groundswell.local.template;

import groundswell.local.template.Topology.Function;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The statements of each function's execution role, and the keys that encrypt resources.
///
/// @param statements by the function's logical id; a function that is not there may do everything
/// @param managed what AWS's managed policies add, by the function's logical id
/// @param logGroups the name of each function's log group, by the function's logical id
/// @param keys the ARN of the KMS key by the ARN of the resource that it encrypts
public record Roles(
    Map<String, List<Statement>> statements,
    Map<String, List<Statement>> managed,
    Map<String, String> logGroups,
    Map<String, String> keys) {
  /// Every function may do everything.
  public static Roles unrestricted() {
    return new Roles(Map.of(), Map.of(), Map.of(), Map.of());
  }

  /// Whether a role restricts what the function may do.
  public boolean restrict(String function) {
    return statements.containsKey(function);
  }

  public List<Statement> of(String function) {
    return statements.getOrDefault(function, List.of());
  }

  public List<Statement> managedOf(String function) {
    return managed.getOrDefault(function, List.of());
  }

  /// Lambda names it after the function if the template does not name it:
  /// <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html>.
  public String logGroupOf(Function function) {
    return logGroups.getOrDefault(function.logicalId(), "/aws/lambda/" + function.name());
  }

  public Optional<String> keyOf(String resource) {
    return Optional.ofNullable(keys.get(resource));
  }
}
