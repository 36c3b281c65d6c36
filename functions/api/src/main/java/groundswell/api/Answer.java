package groundswell.api;

/// What a request is answered with.
///
/// @param body written as JSON
record Answer(int status, String contentType, Object body) {
  static final String JSON = "application/json";
  static final String PROBLEM_JSON = "application/problem+json";

  static Answer ok(Object body) {
    return new Answer(200, JSON, body);
  }

  static Answer created(Object body) {
    return new Answer(201, JSON, body);
  }

  /// Taken; the effect follows.
  static Answer accepted(Object body) {
    return new Answer(202, JSON, body);
  }
}
