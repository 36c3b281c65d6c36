package groundswell.local.calls;

/// The execution environment is gone: thrown at a call, it ends the invocation as a crash would. An
/// error, so that no handler catches it by accident.
public final class Killed extends Error {
  private static final long serialVersionUID = 1;

  public Killed(String why) {
    super(why);
  }
}
