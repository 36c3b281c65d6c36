package groundswell.local.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The parameters of a query or a form.
public final class QueryString {
  private QueryString() {}

  /// Decoded, with the values of a repeated name joined by commas, as API Gateway hands them on.
  ///
  /// @param raw still encoded; null if there is none
  /// @throws IllegalArgumentException if an escape is broken
  public static SequencedMap<String, String> joined(@Nullable String raw) {
    var parameters = new LinkedHashMap<String, String>();
    if (raw == null || raw.isEmpty()) return parameters;
    for (var part : raw.split("&", -1)) {
      var equals = part.indexOf('=');
      var name = equals < 0 ? part : part.substring(0, equals);
      var value = equals < 0 ? "" : part.substring(equals + 1);
      parameters.merge(decoded(name), decoded(value), (one, two) -> one + "," + two);
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
