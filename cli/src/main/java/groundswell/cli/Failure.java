package groundswell.cli;

import java.util.List;

/// What ends a command with exit code 1: one line that says what was wrong, and what would be
/// right.
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<String> details;

  Failure(String message) {
    this(message, List.of());
  }

  /// @param details a line each
  Failure(String message, List<String> details) {
    super(message);
    this.details = List.copyOf(details);
  }

  List<String> details() {
    return details;
  }
}
