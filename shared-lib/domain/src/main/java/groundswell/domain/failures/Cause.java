package groundswell.domain.failures;

/// Why something failed.
///
/// @param error the code of a permanent failure, else the class of the exception
/// @param reason in words
/// @param frame the topmost method of our code, without a line; empty if none is known
/// @param release the release of the handler that failed; empty if none ran
public record Cause(FailureKind kind, String error, String reason, String frame, String release) {
  /// The longest reason that is kept, in characters.
  public static final int REASON_LENGTH_MAX = 1_000;

  public Cause {
    reason = cut(reason);
  }

  /// A reason of any length, as it is kept.
  static String cut(String reason) {
    if (reason.length() <= REASON_LENGTH_MAX) return reason;
    int end = REASON_LENGTH_MAX;
    if (Character.isHighSurrogate(reason.charAt(end - 1))) end--;
    return reason.substring(0, end);
  }
}
