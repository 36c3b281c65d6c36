package groundswell.local.http;

/// A function gave no answer: it ran too long, or was throttled. The caller gets status 503.
public final class FunctionUnavailableException extends RuntimeException {

  public FunctionUnavailableException(String message) {
    super(message);
  }
}
