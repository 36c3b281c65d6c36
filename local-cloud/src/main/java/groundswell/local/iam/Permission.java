package groundswell.local.iam;

import java.util.List;
import java.util.Map;

/// A permission that a call needs.
///
/// @param action for example `dynamodb:PutItem`
/// @param resource the ARN of the resource
/// @param context the values of the call's condition keys
record Permission(String action, String resource, Map<String, List<String>> context) {
  static Permission of(String action, String resource) {
    return new Permission(action, resource, Map.of());
  }
}
