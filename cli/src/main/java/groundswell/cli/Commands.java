package groundswell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs commands against one endpoint, as a person or a script would.
final class Commands {
  private final Surroundings surroundings;

  /// @param token what the commands ask with
  Commands(Surroundings surroundings, URI endpoint, String token) {
    var variables = new HashMap<>(surroundings.variables());
    variables.put("GROUNDSWELL_ENDPOINT", endpoint.toString());
    variables.put("GROUNDSWELL_TOKEN", token);
    this.surroundings = surroundings.with(variables);
  }

  /// Runs a command before the eyes of the user.
  ///
  /// @return the exit code
  int show(String... command) {
    surroundings.out().println();
    surroundings
        .out()
        .println(Arrays.stream(command).collect(Collectors.joining(" ", "$ groundswell ", "")));
    return Groundswell.run(surroundings, command);
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
    int exitCode = Groundswell.run(aside, withJson(command));
    if (exitCode == 0) return Json.parse(out.toString());
    throw new Failure(
        "%s: exit code %d".formatted(String.join(" ", command), exitCode),
        err.toString().lines().toList());
  }

  private static String[] withJson(String... command) {
    return Stream.concat(Arrays.stream(command), Stream.of("--json")).toArray(String[]::new);
  }
}
