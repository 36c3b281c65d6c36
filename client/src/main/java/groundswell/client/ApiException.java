package groundswell.client;

import java.util.List;

/// A failed API call. The message says what happened and what to do.
public sealed class ApiException extends RuntimeException permits UnreachableException {
  private static final long serialVersionUID = 1;

  private final transient List<String> details;

  ApiException(String message) {
    this(message, List.of());
  }

  /// @param details what is wrong with each field, one per line
  ApiException(String message, List<String> details) {
    super(message);
    this.details = List.copyOf(details);
  }

  public List<String> details() {
    return details;
  }
}
