package groundswell.cli;

import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import groundswell.local.files.PrivateFiles;
import groundswell.local.http.PortInUseException;
import groundswell.local.journal.DataDirectoryException;
import groundswell.local.template.LocalNames;
import groundswell.local.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
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
  private static final int PORT_MAX = 65_535;

  private final Groundswell root;

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description = "What to run (default: template.yaml, here or where groundswell lies).")
  private @Nullable Path template;

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description = "Sets a parameter of the template; may be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Where the API listens; 0 for any free port (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--data-dir",
      paramLabel = "DIRECTORY",
      description = {
        "Keeps tables, objects, queues, inboxes and logs there, for the next start",
        "with the same directory",
        "(default: a temporary directory, which is removed at the end)."
      })
  private @Nullable Path dataDirectory;

  @Option(
      names = "--verbose",
      description = "Lists what is accepted in the template, but has no effect here.")
  private boolean verbose;

  UpCommand(Groundswell root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    if (port < 0 || port > PORT_MAX) {
      throw new Failure("--port %d is no port: 0 to %d are".formatted(port, PORT_MAX));
    }
    var directory = directory();
    var log = directory.resolve("functions.log");
    try (var _ = FunctionOutput.intoFile(log);
        var cloud = start(directory)) {
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(cloud, directory)));
      root.print(introduction(cloud, log));
      new CountDownLatch(1).await();
      return ExitCode.OK;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.OK;
    } finally {
      if (dataDirectory == null) TemporaryFiles.remove(directory);
    }
  }

  private Path directory() throws IOException {
    if (dataDirectory == null) return Files.createTempDirectory("groundswell-");
    PrivateFiles.createDirectories(dataDirectory);
    return dataDirectory;
  }

  private LocalCloud start(Path directory) {
    var options =
        LocalCloudOptions.of(template(), directory).withPort(port).withParameters(parameters);
    try {
      return LocalCloud.start(dataDirectory == null ? options : options.withKeptData());
    } catch (TemplateException | DataDirectoryException e) {
      throw new Failure(String.valueOf(e.getMessage()));
    } catch (PortInUseException e) {
      throw new Failure(
          "port %d is in use, perhaps by another local cloud; choose one with --port, or 0 for any"
              .formatted(e.port()));
    }
  }

  private Path template() {
    var chosen =
        template == null ? Installation.template(root.surroundings().variables()) : template;
    if (!Files.isRegularFile(chosen)) {
      throw new Failure("there is no file %s; choose a template with --template".formatted(chosen));
    }
    return chosen;
  }

  private void stop(LocalCloud cloud, Path directory) {
    cloud.close();
    if (dataDirectory == null) TemporaryFiles.remove(directory);
  }

  private String introduction(LocalCloud cloud, Path log) {
    return """
        %s
        Functions write their logs and metrics into %s
        %s

        Groundswell is up. Ctrl-C stops it.

          API          %s
        %s
          Region       %s, account %s
          Keys         AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s

          A client     aws --endpoint-url %s s3 ls
          A token      curl -s %s/oauth2/token -d tenant=acme -d role=admin -d subject=me
          Commands     groundswell --help; they get their token by themselves"""
        .formatted(
            withoutEffect(cloud),
            log,
            dataDirectory == null
                ? "Nothing is kept when it ends; --data-dir keeps everything"
                : "Tables, objects, queues and inboxes are kept in %s".formatted(dataDirectory),
            cloud.apiUrl(),
            addresses(cloud),
            LocalNames.REGION,
            LocalNames.ACCOUNT,
            LocalNames.ACCESS_KEY_ID,
            LocalNames.SECRET_ACCESS_KEY,
            cloud.serviceUrls().get("S3"),
            cloud.apiUrl());
  }

  private static String addresses(LocalCloud cloud) {
    return cloud.serviceUrls().entrySet().stream()
        .map(service -> "  %-12s %s".formatted(service.getKey(), service.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private String withoutEffect(LocalCloud cloud) {
    var all = cloud.topology().withoutEffect();
    return verbose
        ? "Accepted in the template, without effect here: " + String.join(", ", all)
        : "%d things in the template have no effect here; --verbose lists them"
            .formatted(all.size());
  }
}
