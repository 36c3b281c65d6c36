package groundswell.api;

import java.util.Optional;

/// What a request is answered with.
///
/// @param entityTag of what can be changed with `If-Match`
/// @param body written as JSON
record Answer(int status, String contentType, Optional<String> entityTag, Object body) {
  static final String JSON = "application/json";
  static final String PROBLEM_JSON = "application/problem+json";

  static Answer ok(Object body) {
    return new Answer(200, JSON, Optional.empty(), body);
  }

  static Answer created(Object body) {
    return new Answer(201, JSON, Optional.empty(), body);
  }

  /// Taken; the effect follows.
  static Answer accepted(Object body) {
    return new Answer(202, JSON, Optional.empty(), body);
  }

  Answer at(long version) {
    return new Answer(status, contentType, Optional.of(EntityTag.of(version)), body);
  }
}
