package groundswell.client;

/// A failed API call. The message says what happened and what to do.
public sealed class ApiException extends RuntimeException permits UnreachableException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  ApiException(ErrorCode code, String message) {
    this(Problem.of(code, message));
  }

  ApiException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
