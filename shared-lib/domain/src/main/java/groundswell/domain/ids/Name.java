package groundswell.domain.ids;

import groundswell.domain.Text;
import java.util.regex.Pattern;

/// The format of the ids of tenants, challenges, metrics, rewards and uploads. It is safe in keys,
/// paths and URLs: without a letter or digit it could be `..`, which clients resolve.
final class Name {
  private static final Pattern FORM = Pattern.compile("(?=[._-]*[A-Za-z0-9])[A-Za-z0-9._-]{1,64}");

  private Name() {}

  /// @return the value, if it has the format
  /// @throws IllegalArgumentException with the kind and the value otherwise
  static String check(String kind, String value) {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s \"%s\" must be 1 to 64 letters, digits, '.', '_' or '-', with a letter or digit among them"
              .formatted(kind, Text.shown(value)));
    }
    return value;
  }
}
