package groundswell.cli.session;

import groundswell.client.ErrorCode;
import groundswell.client.Problem;

/// Ends a command with exit code 1. The message is one line that says what is wrong and what to do.
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  /// A value on the command line is wrong.
  public CommandException(String message) {
    this(ErrorCode.USAGE, message);
  }

  public CommandException(ErrorCode code, String message) {
    this(Problem.of(code, message));
  }

  /// @param hint what to do
  public CommandException(ErrorCode code, String message, String hint) {
    this(Problem.of(code, message, hint));
  }

  public CommandException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
