package groundswell.platform.batch;

import groundswell.domain.VersionConflict;
import groundswell.domain.failures.Cause;
import groundswell.domain.failures.FailureKind;
import groundswell.platform.PermanentFailure;
import groundswell.platform.StillRefused;
import groundswell.platform.tables.NotificationClaims.ClaimedByAnother;
import java.util.Arrays;
import software.amazon.awssdk.core.exception.SdkException;

/// What an exception says about a failure.
final class Causes {
  private static final String OURS = "groundswell.";

  /// What stands between a function and its clients when it runs elsewhere than in Lambda.
  private static final String NOT_OURS = "groundswell.local.";

  private Causes() {}

  static Cause of(RuntimeException failure, String release) {
    return new Cause(
        kindOf(failure),
        failure instanceof PermanentFailure permanent
            ? permanent.code()
            : failure.getClass().getSimpleName(),
        String.valueOf(failure.getMessage()),
        frameOf(failure),
        release);
  }

  /// Whatever AWS refuses for now, or another writer outran, may succeed as it is; so may what SDK
  /// clients give up after their own retries.
  private static FailureKind kindOf(RuntimeException failure) {
    return switch (failure) {
      case PermanentFailure _ -> FailureKind.PERMANENT;
      case VersionConflict _, StillRefused _, ClaimedByAnother _, SdkException _ ->
          FailureKind.TRANSIENT;
      default -> FailureKind.FAULT;
    };
  }

  /// The topmost method of ours, in the cause that lies deepest. Lambdas go by the method that they
  /// are written in, and no line is named, so that an edit elsewhere makes no new group.
  private static String frameOf(Throwable failure) {
    var cause = failure.getCause();
    if (cause != null) {
      var deeper = frameOf(cause);
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
