package groundswell.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// What a run of the command takes from outside.
///
/// @param interactive whether a person watches: then there are progress bars, on `err`
/// @param variables environment variables
record Surroundings(
    PrintWriter out,
    PrintWriter err,
    boolean interactive,
    Map<String, String> variables,
    InstantSource clock) {

  /// Those of this process. The writers go past [System#out], which belongs to the functions that a
  /// local cloud runs in here.
  static Surroundings ofProcess() {
    return new Surroundings(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent(),
        System.getenv(),
        InstantSource.system());
  }

  /// These with other environment variables.
  Surroundings with(Map<String, String> others) {
    return new Surroundings(out, err, interactive, others, clock);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, UTF_8);
  }
}
