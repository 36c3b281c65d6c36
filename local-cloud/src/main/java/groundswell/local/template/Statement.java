package groundswell.local.template;

import java.util.List;

/// One statement of an identity-based policy. See
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html>.
///
/// @param where it stands in the template, for messages: `template.yaml:1637`
/// @param actions with `*` and `?`, case-insensitive
/// @param resources ARNs with `*` and `?`
public record Statement(
    String where,
    Effect effect,
    List<String> actions,
    List<String> resources,
    List<Condition> conditions) {
  public enum Effect {
    ALLOW,
    DENY
  }

  /// Holds if the request's value of a key matches one of the patterns.
  ///
  /// @param key for example `dynamodb:LeadingKeys`
  public record Condition(Operator operator, String key, List<String> patterns) {}

  /// The operators that the local cloud evaluates. `ForAllValues` also holds for a request without
  /// the key:
  /// IAM user guide, "Single-valued vs. multivalued context keys".
  public enum Operator {
    STRING_EQUALS("StringEquals"),
    STRING_LIKE("StringLike"),
    ALL_STRING_EQUALS("ForAllValues:StringEquals"),
    ALL_STRING_LIKE("ForAllValues:StringLike"),
    ANY_STRING_EQUALS("ForAnyValue:StringEquals"),
    ANY_STRING_LIKE("ForAnyValue:StringLike");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /// As policies write it.
    public String text() {
      return text;
    }
  }
}
