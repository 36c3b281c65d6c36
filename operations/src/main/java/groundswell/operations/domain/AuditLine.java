package groundswell.operations.domain;

import java.time.Instant;
import java.util.regex.Pattern;

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

  /// Where the line is in the audit.
  public Place place() {
    return new Place(at, id);
  }

  /// A place in the audit. Lines of the same moment are in the order of their ids.
  public record Place(Instant at, String id) {
    private static final Pattern FORM = Pattern.compile("([0-9]{13})#(.+)");

    /// @throws IllegalArgumentException if it is not the text of a place
    public static Place parse(String text) {
      var parts = FORM.matcher(text);
      if (!parts.matches())
        throw new IllegalArgumentException("\"%s\" is no place in the audit".formatted(text));
      return new Place(Instant.ofEpochMilli(Long.parseLong(parts.group(1))), parts.group(2));
    }

    /// Sorts as the places do.
    public String text() {
      return "%013d#%s".formatted(at.toEpochMilli(), id);
    }
  }

  /// @throws IllegalArgumentException if the reason is missing or too long
  public static void checkReason(String reason) {
    if (reason.isBlank() || reason.length() > REASON_LENGTH_MAX)
      throw new IllegalArgumentException(
          "give a reason of 1 to %d characters for the audit".formatted(REASON_LENGTH_MAX));
  }
}
