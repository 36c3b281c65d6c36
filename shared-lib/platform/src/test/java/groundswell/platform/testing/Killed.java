package groundswell.platform.testing;

/// The end of a worker at a point that a test chooses, as when its machine dies: nothing after it
/// runs.
public final class Killed extends RuntimeException {
  private static final long serialVersionUID = 1;

  Killed() {
    super("killed by the test");
  }
}
