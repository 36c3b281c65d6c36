package groundswell.local.iam;

import groundswell.local.template.Statement;
import groundswell.local.template.Statement.Condition;
import java.util.List;

/// Whether a statement applies to a call: its actions, its resources and all its conditions match.
final class StatementMatch {
  private StatementMatch() {}

  static boolean of(Statement statement, Permission asked) {
    return statement.actions().stream()
            .anyMatch(action -> Wildcards.matchAnyCase(action, asked.action()))
        && statement.resources().stream()
            .anyMatch(resource -> Wildcards.match(resource, asked.resource()))
        && statement.conditions().stream().allMatch(condition -> holds(condition, asked));
  }

  private static boolean holds(Condition condition, Permission asked) {
    var values = asked.context().get(condition.key());
    var patterns = condition.patterns();
    return switch (condition.operator()) {
      case STRING_EQUALS, ANY_STRING_EQUALS ->
          values != null && values.stream().anyMatch(patterns::contains);
      case STRING_LIKE, ANY_STRING_LIKE ->
          values != null && values.stream().anyMatch(v -> isLikeOne(patterns, v));
      case ALL_STRING_EQUALS -> values == null || patterns.containsAll(values);
      case ALL_STRING_LIKE ->
          values == null || values.stream().allMatch(v -> isLikeOne(patterns, v));
    };
  }

  private static boolean isLikeOne(List<String> patterns, String value) {
    return patterns.stream().anyMatch(pattern -> Wildcards.match(pattern, value));
  }
}
