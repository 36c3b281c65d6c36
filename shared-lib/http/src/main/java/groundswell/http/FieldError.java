package groundswell.http;

import groundswell.platform.json.InvalidJson;

/// An error in one field of a request.
///
/// @param field its path, for example `entries[3].value`; empty for the whole body
/// @param message what is wrong and what would be valid
public record FieldError(String field, String message) {
  public static FieldError of(InvalidJson e) {
    return new FieldError(e.path(), e.problem());
  }
}
