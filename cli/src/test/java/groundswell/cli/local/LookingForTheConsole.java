package groundswell.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookingForTheConsole {
  @TempDir private Path directory;

  @Test
  void saysThatItIsNotBuiltOrWhereItIs() throws IOException {
    var template = Files.copy(Path.of("../template.yaml"), directory.resolve("template.yaml"));
    var options = LocalCloudOptions.of(template, directory.resolve("objects"));

    try (var cloud = LocalCloud.start(options)) {
      assertThat(UpCommand.console(cloud)).isEqualTo("not built; build it with: make console");

      var built = Files.createDirectories(directory.resolve("console/dist"));
      Files.writeString(built.resolve("index.html"), "<html></html>");
      assertThat(UpCommand.console(cloud)).startsWith("http://127.0.0.1:");
    }
  }
}
