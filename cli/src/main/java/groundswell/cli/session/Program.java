package groundswell.cli.session;

/// The `groundswell` command itself, for commands that run others.
@FunctionalInterface
public interface Program {
  /// @return the exit code
  int run(Environment environment, String... arguments);
}
