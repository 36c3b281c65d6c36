package groundswell.local.calls;

/// Thrown from a call when the execution environment is gone: it ends the invocation as a crash
/// would. It is an error, so that no handler catches it by accident.
public final class Killed extends Error {
  private static final long serialVersionUID = 1;

  public Killed(String why) {
    super(why);
  }
}
