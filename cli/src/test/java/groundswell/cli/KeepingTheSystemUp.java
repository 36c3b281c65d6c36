package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.cli.session.Environment;
import groundswell.cli.session.Polling;
import groundswell.local.journal.DataDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingTheSystemUp {
  private static final Set<PosixFilePermission> OWNERS_ALONE =
      PosixFilePermissions.fromString("rwx------");
  private static final Pattern API = Pattern.compile("API +(http://\\S+)");

  @TempDir private Path directory;

  @Test
  void saysWhereEverythingIsAndAnswersUntilItIsStopped() throws Exception {
    var out = new StringWriter();
    var environment =
        new Environment(
            new PrintWriter(out, true),
            new PrintWriter(out, true),
            false,
            Map.of(),
            InstantSource.system(),
            Environment.ofProcess().pause(),
            Environment.ofProcess().keys(),
            () -> "");
    var exitCode = new CompletableFuture<Integer>();
    var up =
        Thread.ofPlatform()
            .start(
                () ->
                    exitCode.complete(
                        Groundswell.run(
                            environment,
                            "up",
                            "--port=0",
                            "--template=../template.yaml",
                            "--parameter=LogLevel=ERROR",
                            "--data-dir=" + directory)));

    new Polling(environment)
        .until(
            "the addresses of the system",
            Duration.ofMinutes(2),
            out::toString,
            text -> text.contains("API"));
    var api = API.matcher(out.toString());
    assertThat(api.find()).isTrue();
    Ran.command("metrics", "--endpoint", api.group(1)).expect(0);

    up.interrupt();
    assertThat(exitCode.get()).isZero();
    assertThat(out.toString())
        .contains("DynamoDB", "SQS", "S3", "EventBridge", "SNS", "/oauth2/token")
        .containsPattern("Ctrl-C stops it\\.\\s+Console +(http://127\\.0\\.0\\.1|not built)")
        .contains("Tables, objects, queues and inboxes are kept in " + directory);
    assertThat(out.toString())
        .contains("AWS_ACCESS_KEY_ID=local", "us-east-1", "--verbose lists them");
    assertThat(out.toString().lines().toList()).last().asString().contains("groundswell --help");
    assertThat(directory.resolve("functions.log")).isNotEmptyFile();
    assertThat(readableByOthers(directory)).isEmpty();
    assertThat(Ran.command("metrics", "--endpoint", api.group(1)).expect(1).err())
        .contains("start it with: groundswell up");
  }

  @Test
  void saysHowAMistakeIsMended() throws Exception {
    var parameters = "Parameters: {JwtIssuer: {Type: String}}\n";
    var wrong =
        Files.writeString(
            directory.resolve("wrong.yaml"), parameters + "Resources:\n  A: {Type: Nothing}\n");

    assertThat(up("--template=" + wrong))
        .isEqualTo(
            "groundswell: wrong.yaml:3: resource \"A\": type \"Nothing\" is not supported by the"
                + " local cloud\n");
    assertThat(up("--template=nowhere.yaml")).contains("there is no file nowhere.yaml");
    assertThat(up("--port=99999")).contains("--port 99999 is not a port");
    assertThat(up("--template=../template.yaml", "--parameter=Tempo=slow"))
        .contains("there is no parameter \"Tempo\" to override");
    assertThat(up("--template=../template.yaml", "--parameter=LogLevel=LOUD"))
        .contains("LogLevel", "LOUD");
    try (var _ = DataDirectory.open(directory.resolve("data"))) {
      assertThat(up("--template=../template.yaml", "--data-dir=" + directory.resolve("data")))
          .contains("is in use by another local cloud; stop that one, or choose another");
    }
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThat(up("--template=../template.yaml", "--port=" + taken.getLocalPort()))
          .contains("is in use, perhaps by another local cloud", "choose another one with --port");
    }
  }

  /// The data is personal, so only the owner may read the directory and everything in it. Returns
  /// the files that others can read.
  private static List<Path> readableByOthers(Path directory) throws IOException {
    var open = new ArrayList<Path>();
    try (var files = Files.newDirectoryStream(directory)) {
      for (var file : files)
        if (!OWNERS_ALONE.containsAll(Files.getPosixFilePermissions(file))) open.add(file);
    }
    return open;
  }

  private static String up(String... options) {
    var arguments = new ArrayList<>(List.of(options));
    arguments.addFirst("up");
    return Ran.command(arguments.toArray(String[]::new)).expect(1).err();
  }
}
