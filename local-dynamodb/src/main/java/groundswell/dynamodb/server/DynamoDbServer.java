package groundswell.dynamodb.server;

import groundswell.dynamodb.http.HttpFront;
import groundswell.dynamodb.options.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Serves tables and streams over HTTP until it is stopped. Also takes DynamoDB Local's flags, so
/// that programs that start that one can start this one.
@Command(
    name = "local-dynamodb",
    mixinStandardHelpOptions = true,
    version = "local-dynamodb 1.0.0",
    description = "Serves DynamoDB and DynamoDB Streams on this machine until Ctrl-C.",
    footer = {
      "",
      "Without --shared, tables are apart by access key and region, which are those of the client.",
      "Signatures are not checked: any key and secret do.",
      "",
      "  aws dynamodb list-tables --endpoint-url http://127.0.0.1:8000"
    })
public final class DynamoDbServer implements Callable<Integer> {
  /// The region and account in table names: LocalStack looks for tables under these.
  private static final String REGION = "ddblocal";

  private static final String ACCOUNT = "000000000000";
  private static final int PORT_MAX = 65_535;

  /// Tables in memory take half of it at most: the rest is for requests.
  private static final int SHARE_OF_MEMORY = 2;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"--port", "-port"},
      paramLabel = "N",
      defaultValue = "8000",
      description = "Port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on; 0.0.0.0 lets other machines in (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = {"--data-dir", "-dbPath"},
      paramLabel = "FOLDER",
      description =
          "Keep the tables in files there. Without it they are in memory, and gone at the end.")
  private @Nullable Path dataFolder;

  @Option(
      names = {"--shared", "-sharedDb"},
      description = "All callers see the same tables.")
  private boolean shared;

  @Option(names = "-inMemory", hidden = true, description = "As without --data-dir.")
  private boolean inMemory;

  /// DynamoDB Local's flags that mean nothing here.
  @Option(
      names = {"-delayTransientStatuses", "-optimizeDbBeforeStartup", "-disableTelemetry"},
      hidden = true)
  void ignore(boolean flag) {}

  /// All origins are allowed, which is DynamoDB Local's default.
  @Option(names = "-cors", hidden = true)
  void ignore(String origins) {}

  private DynamoDbServer() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new DynamoDbServer());
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > PORT_MAX)
      throw wrong("--port must be from 0 to %d, not %d".formatted(PORT_MAX, port));
    if (inMemory && dataFolder != null)
      throw wrong("-inMemory and a folder for the tables exclude each other");
    try {
      var databases = new Databases(DynamoDbServer::options, folder(), shared);
      var front = HttpFront.start(address(), databases, new Random());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(front, databases)));
      System.out.printf("local-dynamodb listens on http://%s:%d%n", host, front.port());
    } catch (UncheckedIOException e) {
      command().getErr().println("local-dynamodb: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    new CountDownLatch(1).await(); // until the process is ended
    return CommandLine.ExitCode.OK;
  }

  /// Stops answering first, so that everything that was answered gets into the files.
  private static void end(HttpFront front, Databases databases) {
    front.close();
    databases.close();
  }

  private static Options options(Optional<Path> file) {
    var standard = Options.inMemory();
    return new Options(
        REGION,
        ACCOUNT,
        standard.clock(),
        standard.random(),
        standard.scheduler(),
        file,
        file.isPresent() ? Long.MAX_VALUE : Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY,
        standard.throughput(),
        standard.replicationLagMax(),
        standard.streams(),
        standard.tableChangeTime());
  }

  private Optional<Path> folder() {
    if (dataFolder == null) return Optional.empty();
    try {
      return Optional.of(Files.createDirectories(dataFolder));
    } catch (IOException e) {
      throw wrong("the folder %s cannot be made: %s".formatted(dataFolder, e.getMessage()));
    }
  }

  private InetSocketAddress address() {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (java.net.UnknownHostException e) {
      throw wrong("--host must be an address of this machine, not \"%s\"".formatted(host));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command(), message);
  }

  private CommandLine command() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
