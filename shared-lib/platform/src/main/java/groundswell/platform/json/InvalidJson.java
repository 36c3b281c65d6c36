package groundswell.platform.json;

import org.jspecify.annotations.Nullable;

/// JSON that is not what it should be.
public final class InvalidJson extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String path;
  private final String problem;

  InvalidJson(String path, String problem, @Nullable Throwable cause) {
    super(problem, cause);
    this.path = path;
    this.problem = problem;
  }

  InvalidJson(String path, String problem) {
    this(path, problem, null);
  }

  /// Where the problem is, for example `rule.metrics[0].daily_cap`; empty for the whole text.
  public String path() {
    return path;
  }

  /// What is wrong, and what would be valid.
  public String problem() {
    return problem;
  }

  /// The path and the problem.
  @Override
  public String getMessage() {
    return path.isEmpty() ? problem : "%s: %s".formatted(path, problem);
  }
}
