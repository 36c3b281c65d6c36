package groundswell.cli.local;

import groundswell.cli.output.Printer;
import groundswell.cli.session.CommandException;
import groundswell.cli.session.Session;
import groundswell.client.ErrorCode;
import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import groundswell.local.files.PrivateFiles;
import groundswell.local.http.ConsoleSite;
import groundswell.local.http.PortInUseException;
import groundswell.local.journal.DataDirectoryException;
import groundswell.local.template.LocalNames;
import groundswell.local.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// Runs the whole system in this process until it is stopped.
@Command(
    name = "up",
    description = "Runs the whole system in this process, until Ctrl-C.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  private static final int PORT_MAX = 65_535;

  private final Session session;
  private final Printer printer;

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description =
          "The template to run (default: template.yaml in this directory or the installation's).")
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
        "Keeps tables, objects, queues, inboxes and logs in this directory;",
        "the next start with it goes on from there",
        "(default: a temporary directory, which is removed at the end)."
      })
  private @Nullable Path dataDirectory;

  @Option(
      names = "--verbose",
      description = "Lists what the template says without an effect in the local cloud.")
  private boolean verbose;

  public UpCommand(Session session, Printer printer) {
    this.session = session;
    this.printer = printer;
  }

  @Override
  public Integer call() throws IOException {
    if (port < 0 || port > PORT_MAX) {
      throw new CommandException(
          "--port %d is not a port; choose one from 0 to %d".formatted(port, PORT_MAX));
    }
    var directory = directory();
    var log = directory.resolve("functions.log");
    try (var _ = FunctionOutput.intoFile(log);
        var cloud = start(directory)) {
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(cloud, directory)));
      printer.text(introduction(cloud, log));
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
    var chosen = Installation.template(Optional.ofNullable(template), session.environment());
    var options = LocalCloudOptions.of(chosen, directory).withPort(port).withParameters(parameters);
    try {
      return LocalCloud.start(dataDirectory == null ? options : options.withKeptData());
    } catch (TemplateException | DataDirectoryException e) {
      throw new CommandException(ErrorCode.LOCAL_CLOUD, String.valueOf(e.getMessage()));
    } catch (PortInUseException e) {
      throw new CommandException(
          ErrorCode.LOCAL_CLOUD,
          "port %d is in use, perhaps by another local cloud".formatted(e.port()),
          "choose another one with --port, or 0 for any");
    }
  }

  private void stop(LocalCloud cloud, Path directory) {
    cloud.close();
    if (dataDirectory == null) TemporaryFiles.remove(directory);
  }

  private String introduction(LocalCloud cloud, Path log) {
    return """
    %s
    The functions' logs and metrics are in %s
    %s

    Groundswell is up. Ctrl-C stops it.

      Console      %s
      API          %s
    %s
      Sign-in      %s
      Region       %s, account %s
      Keys         AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s

      A client     aws --endpoint-url %s s3 ls
      A token      curl -s %s/oauth2/token -d tenant=acme -d role=admin -d subject=me
      Commands     groundswell --help; they fetch their tokens themselves\
    """
        .formatted(
            withoutEffect(cloud),
            log,
            dataDirectory == null
                ? "Nothing is kept after the end; --data-dir keeps everything"
                : "Tables, objects, queues and inboxes are kept in %s".formatted(dataDirectory),
            console(cloud),
            cloud.apiUrl(),
            addresses(cloud),
            cloud.issuer(),
            LocalNames.REGION,
            LocalNames.ACCOUNT,
            LocalNames.ACCESS_KEY_ID,
            LocalNames.SECRET_ACCESS_KEY,
            cloud.serviceUrls().get("S3"),
            cloud.apiUrl());
  }

  /// The console's address, or what is missing for it.
  static String console(LocalCloud cloud) {
    return cloud.console().map(UpCommand::address).orElse("not in this template");
  }

  private static String address(ConsoleSite site) {
    return site.isBuilt() ? site.address().toString() : "not built; build it with: make console";
  }

  private static String addresses(LocalCloud cloud) {
    return cloud.serviceUrls().entrySet().stream()
        .map(service -> "  %-12s %s".formatted(service.getKey(), service.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private String withoutEffect(LocalCloud cloud) {
    var all = cloud.topology().withoutEffect();
    return verbose
        ? "The template also has, without an effect here: " + String.join(", ", all)
        : "%d things in the template have no effect here; --verbose lists them"
            .formatted(all.size());
  }
}
