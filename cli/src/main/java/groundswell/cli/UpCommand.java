package groundswell.cli;

import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// The whole system in this process, until it is stopped.
@Command(
    name = "up",
    description = "Runs the whole system in this process, until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  private final Groundswell root;

  @Option(
      names = "--template",
      paramLabel = "FILE",
      defaultValue = "template.yaml",
      description = "What to run (default: ${DEFAULT-VALUE}).")
  private Path template = Path.of("template.yaml");

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Where the API listens; 0 for any free port (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--data-dir",
      paramLabel = "DIRECTORY",
      description = "Where objects and logs are kept (default: a new temporary directory).")
  private @Nullable Path dataDirectory;

  UpCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    var directory =
        dataDirectory == null ? Files.createTempDirectory("groundswell-") : dataDirectory;
    Files.createDirectories(directory);
    var log = directory.resolve("functions.log");
    var options = LocalCloudOptions.of(template, directory.resolve("objects")).withPort(port);
    try (var _ = FunctionOutput.intoFile(log);
        var cloud = LocalCloud.start(options)) {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(cloud::close));
      root.out().println(introduction(cloud, log));
      new CountDownLatch(1).await();
      return ExitCode.OK;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.OK;
    }
  }

  private static String introduction(LocalCloud cloud, Path log) {
    return """
        Groundswell is up. Ctrl-C stops it.

          API       %s
          SQS       %s
          S3        %s
          Functions write their logs and metrics into %s

          A token   curl -s %s/oauth2/token -d tenant=acme -d role=admin -d subject=me
          Commands  groundswell --help; they get their token by themselves

        Accepted in the template, without effect here: %s"""
        .formatted(
            cloud.apiUrl(),
            cloud.queuesUrl(),
            cloud.objectsUrl(),
            log,
            cloud.apiUrl(),
            String.join(", ", cloud.topology().withoutEffect()));
  }
}
