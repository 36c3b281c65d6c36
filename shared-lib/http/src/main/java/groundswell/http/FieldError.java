package groundswell.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import groundswell.platform.json.InvalidJson;
import java.net.URLEncoder;
import java.util.Arrays;

/// An error in one field of a request.
///
/// @param field its path, for example `entries[3].value`; empty for the whole body
/// @param message what is wrong and what would be valid
public record FieldError(String field, String message) {
  public static FieldError of(InvalidJson e) {
    return new FieldError(e.path(), e.problem());
  }

  String text() {
    return field.isEmpty() ? message : "%s: %s".formatted(field, message);
  }

  /// The path as the URI fragment of a JSON pointer, for example `#/entries/3/value`
  /// (<https://www.rfc-editor.org/rfc/rfc6901#section-6>).
  String pointer() {
    return Arrays.stream(field.split("[.\\[\\]]+"))
        .filter(step -> !step.isEmpty())
        .map(step -> "/" + encoded(step.replace("~", "~0").replace("/", "~1")))
        .collect(joining("", "#", ""));
  }

  private static String encoded(String step) {
    return URLEncoder.encode(step, UTF_8).replace("+", "%20").replace("%7E", "~");
  }
}
