package groundswell.structure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A shell that runs one block of commands after the other, as somebody at a terminal would.
final class Shell implements AutoCloseable {
  private static final String END = "end of the block";

  private final Process process;
  private final Writer in;
  private final BufferedReader out;

  /// The settings of the person who runs it do not reach the commands.
  ///
  /// @param variables of the environment, beside those of this process
  Shell(Path folder, Map<String, String> variables) throws IOException {
    var builder = new ProcessBuilder("bash").directory(folder.toFile()).redirectErrorStream(true);
    var environment = builder.environment();
    environment
        .keySet()
        .removeIf(name -> name.startsWith("GROUNDSWELL_") || name.equals("COLUMNS"));
    environment.put("XDG_CONFIG_HOME", folder.resolve("settings").toString());
    environment.putAll(variables);
    process = builder.start();
    in = process.outputWriter(UTF_8);
    out = process.inputReader(UTF_8);
  }

  /// @return the lines that the commands print
  List<String> run(String commands) {
    try {
      in.write("%s%necho; echo '%s'%n".formatted(commands, END));
      in.flush();
      var lines = new ArrayList<String>();
      var line = next();
      while (!line.equals(END)) {
        lines.add(line);
        line = next();
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String next() throws IOException {
    return requireNonNull(out.readLine(), "the shell ended before its commands did");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
