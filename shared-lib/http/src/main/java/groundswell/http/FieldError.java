package groundswell.http;

import groundswell.platform.json.InvalidJson;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is wrong with one field of a request.
///
/// @param field its path, for example `entries[3].value`; empty for the whole body
/// @param message what is wrong and what would be right
public record FieldError(String field, String message) {
  private static final Pattern PATH_AND_MESSAGE = Pattern.compile("([\\w.\\[\\]-]+): (.*)");

  public static FieldError of(InvalidJson e) {
    var text = Optional.ofNullable(e.getMessage()).orElse("is invalid");
    var parts = PATH_AND_MESSAGE.matcher(text);
    return parts.matches()
        ? new FieldError(parts.group(1), parts.group(2))
        : new FieldError("", text);
  }
}
