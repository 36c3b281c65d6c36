package groundswell.cli.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.client.Pause;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The environment of a run of the command.
///
/// @param interactive whether a person is watching; only then are there progress bars, on `err`
/// @param variables environment variables
/// @param pause waits between two polls
public record Environment(
    PrintWriter out,
    PrintWriter err,
    boolean interactive,
    Map<String, String> variables,
    InstantSource clock,
    Pause pause) {
  public Environment {
    variables = Map.copyOf(variables);
  }

  /// The environment of this process. Its writers bypass [System#out], because the functions of a
  /// local cloud in this process write there.
  public static Environment ofProcess() {
    return new Environment(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent(),
        System.getenv(),
        InstantSource.system(),
        Thread::sleep);
  }

  /// The same environment with other variables.
  public Environment withVariables(Map<String, String> others) {
    return new Environment(out, err, interactive, others, clock, pause);
  }

  /// The value of a variable; empty if it is unset or blank.
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank());
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, UTF_8);
  }
}
