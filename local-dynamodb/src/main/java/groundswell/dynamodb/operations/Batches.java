package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import java.util.Map;
import java.util.function.Function;

/// What the two batch operations have in common.
final class Batches {
  private Batches() {}

  static <T> void checkTableNames(
      Constraints constraints, Map<String, T> parts, Function<Map<String, T>, String> echo) {
    for (var name : parts.keySet()) {
      if (TableNames.isArn(name) || Constraints.isName(name)) continue;
      constraints.add(
          "Value '%s' at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 3, Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]"
              .formatted(echo.apply(parts)));
      return;
    }
  }

  static RuntimeException duplicates() {
    return Errors.validation("Provided list of item keys contains duplicates");
  }
}
