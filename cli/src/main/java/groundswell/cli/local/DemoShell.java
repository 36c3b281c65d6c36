package groundswell.cli.local;

import static java.util.stream.Collectors.joining;

import groundswell.cli.session.CommandException;
import groundswell.cli.session.Environment;
import groundswell.cli.session.Program;
import groundswell.client.ErrorCode;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;

/// Runs commands against one local cloud, and shows them as a person would type them.
final class DemoShell {
  private final Program program;
  private final Environment environment;

  /// @param token the token for the commands' API calls
  DemoShell(Program program, Environment environment, URI endpoint, String token) {
    var variables = new HashMap<>(environment.variables());
    variables.put("GROUNDSWELL_ENDPOINT", endpoint.toString());
    variables.put("GROUNDSWELL_TOKEN", token);
    this.program = program;
    this.environment = environment.withVariables(variables);
  }

  /// @throws CommandException if the command ends with another exit code
  void run(int expectedExitCode, String... command) {
    var out = environment.out();
    out.println();
    out.println(Arrays.stream(command).collect(joining(" ", "$ groundswell ", "")));
    int exitCode = program.run(environment, command);
    if (exitCode != expectedExitCode)
      throw new CommandException(
          ErrorCode.LOCAL_CLOUD,
          "the command above ended with exit code %d instead of %d"
              .formatted(exitCode, expectedExitCode));
  }
}
