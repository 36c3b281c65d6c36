package groundswell.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// The main job on generated input, from start to finish.
@Command(
    name = "demo",
    description = {
      "Runs the whole system in this process on 60,000 generated rows:",
      "defines challenges, uploads members and activity, shows reports, boards and progress,",
      "and checks them against a plain calculation."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private final Groundswell root;

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description = "What to run (default: template.yaml, here or where groundswell lies).")
  private @Nullable Path template;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed generates the same files (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--files",
      paramLabel = "DIRECTORY",
      description = "Where to put the generated files (default: a new temporary directory).")
  private @Nullable Path files;

  DemoCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var directory = files == null ? Files.createTempDirectory("groundswell-demo-") : files;
    Files.createDirectories(directory);
    var chosen =
        template == null ? Installation.template(root.surroundings().variables()) : template;
    try (var _ = FunctionOutput.intoFile(directory.resolve("functions.log"))) {
      boolean right = Demo.run(root.surroundings(), chosen, directory, seed);
      root.out().printf("%nIts files, and what the functions logged, are in %s%n", directory);
      return right ? ExitCode.OK : Groundswell.FAILED;
    }
  }
}
