package groundswell.local.journal;

/// A data directory that this local cloud cannot use; the message says why, and what to do.
public final class DataDirectoryException extends RuntimeException {
  public DataDirectoryException(String message) {
    super(message);
  }

  DataDirectoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
