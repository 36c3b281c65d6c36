package groundswell.local;

/// Something was still moving when the deadline was over.
public final class NotQuietException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotQuietException(String moving) {
    super("not quiet in time; still moving: " + moving);
  }
}
