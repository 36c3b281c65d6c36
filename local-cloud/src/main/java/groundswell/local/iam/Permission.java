package groundswell.local.iam;

import java.util.List;
import java.util.Map;

/// What one call must be allowed.
///
/// @param action for example `dynamodb:PutItem`
/// @param resource the ARN of the resource
/// @param context the values of the condition keys that the call brings
record Permission(String action, String resource, Map<String, List<String>> context) {
  static Permission of(String action, String resource) {
    return new Permission(action, resource, Map.of());
  }
}
