package groundswell.cli.session;

import java.util.List;

/// Ends a command with exit code 1. The message is one line that says what is wrong and what to do.
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<String> details;

  public CommandException(String message) {
    this(message, List.of());
  }

  /// @param details one per line
  public CommandException(String message, List<String> details) {
    super(message);
    this.details = List.copyOf(details);
  }

  public List<String> details() {
    return details;
  }
}
