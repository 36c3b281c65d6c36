package groundswell.domain.ids;

import java.util.regex.Pattern;

/// The form that the ids of tenants, challenges, metrics, sources, rewards and uploads share. It is
/// safe in keys, paths and URLs.
final class Name {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Name() {}

  /// @return the value, if it has the form
  /// @throws IllegalArgumentException naming the kind and the value otherwise
  static String check(String kind, String value) {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s \"%s\" must be 1 to 64 letters, digits, '.', '_' or '-'".formatted(kind, value));
    }
    return value;
  }
}
