package groundswell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs commands against one endpoint, as a person or a script would.
final class Commands {
  private final Surroundings surroundings;
  private final String endpoint;

  Commands(Surroundings surroundings, String endpoint) {
    this.surroundings = surroundings;
    this.endpoint = endpoint;
  }

  /// Runs a command before the eyes of the user.
  ///
  /// @return the exit code
  int show(String... command) {
    surroundings.out().println();
    surroundings
        .out()
        .println(Arrays.stream(command).collect(Collectors.joining(" ", "$ groundswell ", "")));
    return Groundswell.run(surroundings, with(command, "--endpoint", endpoint));
  }

  /// Runs a command for its answer.
  ///
  /// @throws Failure if it fails
  JsonNode ask(String... command) {
    var out = new StringWriter();
    var err = new StringWriter();
    var aside =
        new Surroundings(
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            surroundings.variables(),
            surroundings.clock());
    int exitCode = Groundswell.run(aside, with(command, "--endpoint", endpoint, "--json"));
    if (exitCode == 0) return Json.parse(out.toString());
    throw new Failure(
        "%s: exit code %d".formatted(String.join(" ", command), exitCode),
        err.toString().lines().toList());
  }

  private static String[] with(String[] command, String... options) {
    return Stream.concat(Arrays.stream(command), Arrays.stream(options)).toArray(String[]::new);
  }
}
