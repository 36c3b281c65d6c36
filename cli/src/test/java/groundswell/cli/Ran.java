package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
    var out = new StringWriter();
    var err = new StringWriter();
    var surroundings =
        new Surroundings(
            new PrintWriter(out), new PrintWriter(err), false, variables, InstantSource.system());
    int exitCode = Groundswell.run(surroundings, args);
    return new Ran(exitCode, out.toString(), err.toString());
  }

  /// @return this, which is expected to have ended with the exit code
  Ran expect(int expected) {
    assertThat(exitCode).as(out + err).isEqualTo(expected);
    return this;
  }

  JsonNode json() {
    return Json.parse(out);
  }
}
