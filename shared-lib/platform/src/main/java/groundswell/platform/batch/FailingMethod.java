package groundswell.platform.batch;

import java.util.Arrays;

/// Which of our methods an exception comes from.
public final class FailingMethod {
  private static final String OURS = "groundswell.";

  /// What stands between a function and its clients when it runs elsewhere than in Lambda.
  private static final String NOT_OURS = "groundswell.local.";

  private FailingMethod() {}

  /// The topmost method of ours, in the cause that lies deepest; empty if none is. Lambdas go by
  /// the method that they are written in, and no line is named, so that an edit elsewhere names no
  /// other method.
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
