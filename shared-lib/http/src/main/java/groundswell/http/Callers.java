package groundswell.http;

import groundswell.platform.lambda.HttpRequest;

/// Tells who sends a request.
@FunctionalInterface
public interface Callers {
  /// @throws HttpProblem if the request does not prove it
  Caller of(HttpRequest request);
}
