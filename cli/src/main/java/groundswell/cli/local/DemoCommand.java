package groundswell.cli.local;

import groundswell.cli.output.Printer;
import groundswell.cli.session.ExitCodes;
import groundswell.cli.session.Program;
import groundswell.cli.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows the main job on generated input, from start to finish.
@Command(
    name = "demo",
    description = {
      "Runs the whole system in this process on 60,000 generated rows:",
      "defines challenges, uploads members and activity, shows reports, boards and progress,",
      "and compares them with a plain calculation."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private final Session session;
  private final Printer printer;
  private final Program program;

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description =
          "The template to run (default: template.yaml in this directory or the installation's).")
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

  /// @param program runs the commands that the demo shows
  public DemoCommand(Session session, Printer printer, Program program) {
    this.session = session;
    this.printer = printer;
    this.program = program;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var environment = session.environment();
    var directory = files == null ? Files.createTempDirectory("groundswell-demo-") : files;
    Files.createDirectories(directory);
    var chosen = Installation.template(Optional.ofNullable(template), environment);
    try (var _ = FunctionOutput.intoFile(directory.resolve("functions.log"))) {
      boolean allEqual = Demo.run(program, environment, printer, chosen, directory, seed);
      printer.text("%nThe generated files and the functions' log are in %s".formatted(directory));
      return ExitCodes.of(allEqual);
    }
  }
}
