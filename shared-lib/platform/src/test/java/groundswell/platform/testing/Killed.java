package groundswell.platform.testing;

/// A worker's crash at a point that a test chooses, as if its machine failed: nothing after it
/// runs.
public final class Killed extends RuntimeException {
  private static final long serialVersionUID = 1;

  Killed() {
    super("killed by the test");
  }
}
