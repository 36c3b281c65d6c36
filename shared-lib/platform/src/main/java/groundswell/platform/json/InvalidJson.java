package groundswell.platform.json;

/// JSON that is not what it should be; the message starts with the path of what is wrong.
public final class InvalidJson extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  InvalidJson(String message, Throwable cause) {
    super(message, cause);
  }

  InvalidJson(String message) {
    super(message);
  }
}
