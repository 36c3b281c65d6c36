package groundswell.domain.uploads;

/// The file can't be read as a whole: a finding about the file, which may come up at any of its
/// rows.
public final class FileRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final FileError error;

  /// @param reason what is wrong, where, and what would be right
  public FileRefused(FileError error, String reason) {
    super(reason);
    this.error = error;
  }

  public FileError error() {
    return error;
  }

  /// What is wrong, where, and what would be right.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
