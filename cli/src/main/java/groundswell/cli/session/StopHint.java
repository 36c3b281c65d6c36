package groundswell.cli.session;

/// Prints a hint if the process is stopped from outside, for example by Ctrl-C, while something is
/// under way.
public final class StopHint implements AutoCloseable {
  private final Thread hook;

  private StopHint(Thread hook) {
    this.hook = hook;
  }

  /// @param hint what goes on, and how to look at it
  public static StopHint of(Environment environment, String hint) {
    var hook =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  environment.err().println(hint);
                  environment.err().flush();
                });
    Runtime.getRuntime().addShutdownHook(hook);
    return new StopHint(hook);
  }

  /// What was under way has ended.
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process is being stopped.
    }
  }
}
