package groundswell.http;

import groundswell.platform.json.InvalidJson;

/// What is wrong with one field of a request.
///
/// @param field its path, for example `entries[3].value`; empty for the whole body
/// @param message what is wrong and what would be right
public record FieldError(String field, String message) {
  public static FieldError of(InvalidJson e) {
    return new FieldError(e.path(), e.problem());
  }
}
