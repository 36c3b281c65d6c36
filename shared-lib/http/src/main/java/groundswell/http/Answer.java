package groundswell.http;

import java.util.Optional;

/// The response to a request.
///
/// @param entityTag for resources that can be changed with `If-Match`
/// @param body written as JSON
public record Answer(int status, String contentType, Optional<String> entityTag, Object body) {
  public static final String JSON = "application/json";
  public static final String PROBLEM_JSON = "application/problem+json";

  public static Answer ok(Object body) {
    return new Answer(200, JSON, Optional.empty(), body);
  }

  public static Answer created(Object body) {
    return new Answer(201, JSON, Optional.empty(), body);
  }

  /// Accepted; takes effect later.
  public static Answer accepted(Object body) {
    return new Answer(202, JSON, Optional.empty(), body);
  }

  public Answer at(long version) {
    return new Answer(status, contentType, Optional.of(EntityTag.of(version)), body);
  }
}
