package groundswell.operatorapi;

import groundswell.http.HttpProblem;
import groundswell.http.ProblemCode;
import groundswell.http.Request;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.Failures;
import groundswell.operations.domain.RedriveId;
import java.util.function.Predicate;

/// The items that a request's path names.
final class Paths {
  private Paths() {}

  static RedriveId redrive(Request request) {
    return request.id("redrive", RedriveId::new);
  }

  /// @param visible whether the caller may see it
  /// @throws HttpProblem if it does not exist, or the caller may not know of it
  static Failure failure(Failures failures, Request request, Predicate<Failure> visible) {
    var id = request.id("failure", FailureId::new);
    return failures
        .find(id)
        .filter(visible)
        .orElseThrow(
            () ->
                HttpProblem.of(
                    ProblemCode.UNKNOWN_FAILURE, "there is no failure %s".formatted(id)));
  }
}
