package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `groundswell up` without a data directory, in its own process, terminated from outside.
class LeavingNothingBehind {
  private static final Pattern API = Pattern.compile(" +API +(http://\\S+)");

  @TempDir private Path directory;

  @Test
  void removesAllThatItWroteWhenItIsStopped() throws Exception {
    var home = Files.createDirectory(directory.resolve("home"));
    var temporary = Files.createDirectory(directory.resolve("temporary"));
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                absolute(System.getProperty("java.class.path")),
                Groundswell.class.getName(),
                "up",
                "--port=0",
                "--template=" + Path.of("../template.yaml").toAbsolutePath())
            .directory(home.toFile())
            .redirectErrorStream(true)
            .start();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      var said = new StringBuilder();
      for (var line = lines.readLine();
          line != null && !line.contains("groundswell --help");
          line = lines.readLine()) said.append(line).append('\n');
      var api = API.matcher(said);
      assertThat(api.find()).as(said.toString()).isTrue();
      Ran.command("member", "put", "ann", "--name", "Ann", "--endpoint", api.group(1)).expect(0);
      assertThat(temporary).isNotEmptyDirectory();

      process.toHandle().destroy(); // SIGTERM
      lines.transferTo(Writer.nullWriter());
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    try (var left = Files.walk(directory)) {
      assertThat(left).containsExactlyInAnyOrder(directory, home, temporary);
    }
  }

  /// The process runs in another directory.
  private static String absolute(String classPath) {
    var parts = classPath.split(File.pathSeparator, -1);
    return Arrays.stream(parts)
        .map(part -> Path.of(part).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
