package groundswell.domain.files;

/// A file that is refused as a whole. The reason may turn up at any of its rows.
public final class FileRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final FileError error;
  private final String reason;

  /// @param reason what is wrong, where, and what would be right
  public FileRefused(FileError error, String reason) {
    super(reason);
    this.error = error;
    this.reason = reason;
  }

  public FileError error() {
    return error;
  }

  /// What is wrong, where, and what would be right.
  public String reason() {
    return reason;
  }
}
