package groundswell.platform.batch;

import java.util.Arrays;

/// The method of ours that an exception comes from.
public final class FailingMethod {
  private static final String OURS = "groundswell.";

  /// The local cloud's code between a function and its clients.
  private static final String NOT_OURS = "groundswell.local.";

  private FailingMethod() {}

  /// Our topmost method, in the deepest cause that has one; empty if none has. A lambda counts as
  /// its enclosing method. Line numbers are left out, so that an edit elsewhere does not change the
  /// result.
  public static String of(Throwable failure) {
    var cause = failure.getCause();
    if (cause != null) {
      var deeper = of(cause);
      if (!deeper.isEmpty()) return deeper;
    }
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(OURS))
        .filter(frame -> !frame.getClassName().startsWith(NOT_OURS))
        .findFirst()
        .map(frame -> nameOf(frame.getClassName()) + "." + methodOf(frame.getMethodName()))
        .orElse("");
  }

  private static String nameOf(String className) {
    return className.substring(className.lastIndexOf('.') + 1).replaceFirst("[$].*", "");
  }

  private static String methodOf(String methodName) {
    return methodName.replaceFirst("^lambda[$]([^$]+)[$].*", "$1");
  }
}
