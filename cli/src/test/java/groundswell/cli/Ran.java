package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.cli.session.Environment;
import groundswell.client.Json;
import groundswell.client.Pause;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.Map;

/// A command that has ended.
record Ran(int exitCode, String out, String err) {

  static Ran command(String... args) {
    return command(Map.of(), args);
  }

  static Ran command(Map<String, String> variables, String... args) {
    return command(Environment.ofProcess().pause(), variables, args);
  }

  static Ran command(Pause pause, Map<String, String> variables, String... args) {
    return command(false, pause, variables, args);
  }

  /// @param interactive whether a person is watching
  static Ran command(
      boolean interactive, Pause pause, Map<String, String> variables, String... args) {
    return command(interactive, "", pause, variables, args);
  }

  /// A command that a person watches and answers.
  static Ran answered(String typed, Map<String, String> variables, String... args) {
    return command(true, typed, Environment.ofProcess().pause(), variables, args);
  }

  private static Ran command(
      boolean interactive,
      String typed,
      Pause pause,
      Map<String, String> variables,
      String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var environment =
        new Environment(
            new PrintWriter(out),
            new PrintWriter(err),
            interactive,
            variables,
            InstantSource.system(),
            pause,
            Environment.ofProcess().keys(),
            () -> typed);
    int exitCode = Groundswell.run(environment, args);
    return new Ran(exitCode, out.toString(), err.toString());
  }

  /// @return this, if it ended with this exit code
  Ran expect(int expected) {
    assertThat(exitCode).as(out + err).isEqualTo(expected);
    return this;
  }

  JsonNode json() {
    return Json.readOrMissing(out);
  }
}
