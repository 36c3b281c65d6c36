package groundswell.operations.domain;

/// Why something failed.
///
/// @param error the code of a permanent failure, else the class of the exception
/// @param reason in words
/// @param frame the topmost method of our code, without a line; empty if none is known
/// @param release the release of the handler that failed; empty if none ran
public record Cause(FailureKind kind, String error, String reason, String frame, String release) {
  /// The longest reason that is kept, in characters.
  public static final int REASON_LENGTH_MAX = 1_000;

  /// The longest error, frame and release that are kept, in characters.
  public static final int NAME_LENGTH_MAX = 200;

  public Cause {
    error = cut(error, NAME_LENGTH_MAX);
    reason = cut(reason);
    frame = cut(frame, NAME_LENGTH_MAX);
    release = cut(release, NAME_LENGTH_MAX);
  }

  /// A reason, cut to the length that is kept.
  static String cut(String reason) {
    return cut(reason, REASON_LENGTH_MAX);
  }

  /// The beginning of a text; never ends inside a surrogate pair.
  static String cut(String text, int lengthMax) {
    if (text.length() <= lengthMax) return text;
    int end = Character.isHighSurrogate(text.charAt(lengthMax - 1)) ? lengthMax - 1 : lengthMax;
    return text.substring(0, end);
  }
}
