package groundswell.operations.domain;

import java.time.Instant;

/// Who did what to the failures, when and why. Lines are only ever added.
///
/// @param id makes the line unique, and orders lines of the same moment
/// @param action for example `park`
/// @param filter the failures it was done to, as JSON
/// @param outcome counts, or the result
public record AuditLine(
    Instant at,
    String id,
    String who,
    String action,
    String reason,
    String filter,
    String outcome) {
  /// The longest reason, in characters.
  public static final int REASON_LENGTH_MAX = 500;

  public AuditLine {
    checkReason(reason);
  }

  /// @throws IllegalArgumentException if the reason is missing or too long
  public static void checkReason(String reason) {
    if (reason.isBlank() || reason.length() > REASON_LENGTH_MAX)
      throw new IllegalArgumentException(
          "give a reason of 1 to %d characters for the audit".formatted(REASON_LENGTH_MAX));
  }
}
