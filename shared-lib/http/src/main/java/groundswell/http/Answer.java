package groundswell.http;

import java.util.List;
import java.util.Optional;

/// The response to a request.
///
/// @param entityTag for resources that can be changed with `If-Match`
/// @param cookies each the value of a `Set-Cookie` header
/// @param body written as JSON
public record Answer(
    int status, String contentType, Optional<String> entityTag, List<String> cookies, Object body) {
  public static final String JSON = "application/json";
  public static final String PROBLEM_JSON = "application/problem+json";
  private static final int NOT_MODIFIED = 304;

  public static Answer ok(Object body) {
    return new Answer(200, JSON, Optional.empty(), List.of(), body);
  }

  public static Answer created(Object body) {
    return new Answer(201, JSON, Optional.empty(), List.of(), body);
  }

  /// Accepted; takes effect later.
  public static Answer accepted(Object body) {
    return new Answer(202, JSON, Optional.empty(), List.of(), body);
  }

  /// The client has this version already; it is not sent again.
  public static Answer notModified(long version) {
    return new Answer(NOT_MODIFIED, JSON, Optional.of(EntityTag.of(version)), List.of(), "");
  }

  /// The body as it is sent.
  String text() {
    return status == NOT_MODIFIED ? "" : Json.write(body);
  }

  public Answer at(long version) {
    return new Answer(status, contentType, Optional.of(EntityTag.of(version)), cookies, body);
  }

  /// The same with cookies, each the value of a `Set-Cookie` header.
  public Answer with(List<String> others) {
    return new Answer(status, contentType, entityTag, List.copyOf(others), body);
  }
}
