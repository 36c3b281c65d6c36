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
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;

/// The environment of a run of the command.
///
/// @param interactive whether a person is watching; only then are there progress bars, on `err`
/// @param variables environment variables
/// @param pause waits between two polls
/// @param keys a new key for each thing that is created
/// @param answer a line that the person types; empty if nobody is there
public record Environment(
    PrintWriter out,
    PrintWriter err,
    boolean interactive,
    Map<String, String> variables,
    InstantSource clock,
    Pause pause,
    Supplier<String> keys,
    Supplier<String> answer) {
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
        Thread::sleep,
        () -> UUID.randomUUID().toString(),
        Environment::typed);
  }

  private static String typed() {
    return Optional.ofNullable(System.console()).map(Console::readLine).orElse("");
  }

  /// The same environment with other variables.
  public Environment withVariables(Map<String, String> others) {
    return new Environment(out, err, interactive, others, clock, pause, keys, answer);
  }

  /// The value of a variable; empty if it is unset or blank.
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank());
  }

  /// Whether the terminal shows colours, and the user wants them (<https://no-color.org>).
  public boolean colourful() {
    return interactive
        && variable("NO_COLOR").isEmpty()
        && !variable("TERM").equals(Optional.of("dumb"));
  }

  /// How many columns the user asks for; empty if the terminal decides.
  public OptionalInt columns() {
    return variable("COLUMNS")
        .filter(text -> text.matches("[1-9][0-9]{0,3}"))
        .map(text -> OptionalInt.of(Integer.parseInt(text)))
        .orElse(OptionalInt.empty());
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, UTF_8);
  }
}
