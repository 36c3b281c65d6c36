package groundswell.local.iam;

/// Patterns of policies: `*` stands for any text, `?` for one character. See
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>.
final class Wildcards {
  private Wildcards() {}

  static boolean matchAnyCase(String pattern, String text) {
    return match(pattern, text, true);
  }

  static boolean match(String pattern, String text) {
    return match(pattern, text, false);
  }

  /// Linear time for each `*`: after a mismatch, only the last `*` takes one more character.
  private static boolean match(String pattern, String text, boolean anyCase) {
    int at = 0;
    int next = 0;
    int star = -1;
    int resume = 0;
    while (at < text.length()) {
      if (next < pattern.length() && pattern.charAt(next) == '*') {
        star = next++;
        resume = at;
      } else if (next < pattern.length() && fits(pattern.charAt(next), text.charAt(at), anyCase)) {
        next++;
        at++;
      } else if (star >= 0) {
        next = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (next < pattern.length() && pattern.charAt(next) == '*') next++;
    return next == pattern.length();
  }

  private static boolean fits(char pattern, char text, boolean anyCase) {
    return pattern == '?'
        || pattern == text
        || (anyCase && Character.toLowerCase(pattern) == Character.toLowerCase(text));
  }
}
