package groundswell.platform;

/// A message or entry that can never be handled, no matter how often it is retried: it can't be
/// decoded, or the domain rejects it.
public final class PermanentFailure extends RuntimeException {
  /// The code for input that can't be decoded.
  public static final String UNDECODABLE = "undecodable";

  private static final long serialVersionUID = 1;

  private final String code;

  /// @param code machine-readable, for example [#UNDECODABLE]
  /// @param explanation what is wrong, where, and what would be right
  public PermanentFailure(String code, String explanation) {
    super("%s: %s".formatted(code, explanation));
    this.code = code;
  }

  public String code() {
    return code;
  }
}
