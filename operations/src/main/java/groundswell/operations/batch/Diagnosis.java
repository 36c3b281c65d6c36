package groundswell.operations.batch;

import groundswell.domain.VersionConflict;
import groundswell.operations.domain.Cause;
import groundswell.operations.domain.FailureKind;
import groundswell.platform.PermanentFailure;
import groundswell.platform.StillRefused;
import groundswell.platform.batch.FailingMethod;
import groundswell.platform.tables.NotificationClaims.ClaimedByAnother;
import software.amazon.awssdk.core.exception.SdkException;

/// Reads the cause of a failure from an exception.
final class Diagnosis {
  private Diagnosis() {}

  static Cause of(RuntimeException failure, String release) {
    return new Cause(
        kindOf(failure),
        failure instanceof PermanentFailure permanent
            ? permanent.code()
            : failure.getClass().getSimpleName(),
        String.valueOf(failure.getMessage()),
        FailingMethod.of(failure),
        release);
  }

  /// Throttling, outages and write conflicts may succeed unchanged later, even after an SDK
  /// client's own retries.
  private static FailureKind kindOf(RuntimeException failure) {
    return switch (failure) {
      case PermanentFailure _ -> FailureKind.PERMANENT;
      case VersionConflict _, StillRefused _, ClaimedByAnother _, SdkException _ ->
          FailureKind.TRANSIENT;
      default -> FailureKind.FAULT;
    };
  }
}
