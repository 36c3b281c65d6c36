package groundswell.integration.stack;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/// The resources of a stack.
final class StackResources {
  private StackResources() {}

  /// All resources by their logical id. `DescribeStackResources` returns at most a hundred
  /// (CloudFormation API reference, `DescribeStackResources`).
  static Map<String, StackResourceSummary> of(CloudFormationClient client, String stackName) {
    return client
        .listStackResourcesPaginator(request -> request.stackName(stackName))
        .stackResourceSummaries()
        .stream()
        .collect(toUnmodifiableMap(StackResourceSummary::logicalResourceId, Function.identity()));
  }
}
