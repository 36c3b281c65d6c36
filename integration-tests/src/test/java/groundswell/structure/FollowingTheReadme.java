package groundswell.structure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// Types what the README says, and compares the output with what it shows.
class FollowingTheReadme {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// The queues' address in the README, which is replaced by one with a free port.
  private static final String QUEUES = "http://127.0.0.1:44801";

  private static final String COMMAND =
      """
      #!/bin/sh
      exec "$JAVA" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \\
        -XX:TieredStopAtLevel=1 -XX:+UseSerialGC groundswell.cli.Groundswell "$@"
      """;

  /// The output of the demo, which has a test of its own.
  private static final String DEMO = "$ groundswell upload activity";

  private enum Use {
    PICTURE,
    TYPED,
    SHOWN,
    SHOWN_WITH_OTHER_COUNTS,
    ELSEWHERE
  }

  /// A block of the README, by how it begins.
  private record Part(String beginning, Use use) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("flowchart", Use.PICTURE),
          // The block builds and tests everything, including this test.
          new Part("make demo", Use.ELSEWHERE),
          new Part(DEMO, Use.ELSEWHERE),
          // The same system runs in this process, on free ports.
          new Part("make up", Use.ELSEWHERE),
          new Part("PATH=", Use.TYPED),
          new Part("cat > steps.yaml", Use.TYPED),
          new Part("challenge steps-", Use.SHOWN),
          new Part("cat > activity.csv", Use.TYPED),
          new Part("upload ", Use.SHOWN),
          new Part("cat > watch.csv", Use.TYPED),
          new Part("upload ", Use.SHOWN),
          new Part("groundswell --as ada enter", Use.TYPED),
          new Part("accepted", Use.SHOWN),
          new Part("groundswell --as ada board", Use.TYPED),
          new Part("Steps of ", Use.SHOWN),
          new Part("curl ", Use.TYPED),
          new Part("...", Use.SHOWN_WITH_OTHER_COUNTS),
          new Part("groundswell failures", Use.TYPED),
          new Part("group ", Use.SHOWN));

  private final List<Block> blocks =
      Block.of(Repository.text(Repository.ROOT.resolve("README.md")));

  @TempDir private Path folder;

  @Test
  void meetsNoOtherBlocks() {
    assertThat(blocks)
        .zipSatisfy(PARTS, (block, part) -> assertThat(block.text()).startsWith(part.beginning()));
  }

  @Test
  @Timeout(value = 600, threadMode = ThreadMode.SEPARATE_THREAD)
  void printsWhatIsShown() throws IOException {
    var template = Repository.ROOT.resolve("template.yaml");
    var options = LocalCloudOptions.of(template, folder.resolve("cloud")).withPort(0);
    try (var cloud = LocalCloud.start(options);
        var shell = shell(cloud.apiUrl())) {
      var queues = requireNonNull(cloud.serviceUrls().get("SQS")).toString();
      List<String> printed = List.of();
      for (int i = 0; i < PARTS.size(); i++) {
        var block = blocks.get(i);
        switch (PARTS.get(i).use()) {
          case TYPED -> {
            printed = shell.run(block.text().replace(QUEUES, queues));
            cloud.awaitQuiet(PATIENCE);
          }
          case SHOWN -> Shown.whole(block).assertPrinted(printed);
          case SHOWN_WITH_OTHER_COUNTS -> Shown.withOtherCounts(block).assertPrinted(printed);
          case PICTURE, ELSEWHERE -> {}
        }
      }
    }
  }

  /// The first of the two commands: the main job, compared with a plain calculation. Its progress
  /// and the log of the queues go to the standard error.
  @Test
  @Timeout(value = 900, threadMode = ThreadMode.SEPARATE_THREAD)
  void theDemoPrintsWhatIsShown() throws IOException {
    var demo =
        blocks.stream().filter(block -> block.text().startsWith(DEMO)).findFirst().orElseThrow();
    try (var shell = shell(URI.create("http://127.0.0.1:1"))) {
      var template = Repository.ROOT.resolve("template.yaml");
      var printed =
          shell.run(
              "PATH=$PWD/bin:$PATH; groundswell demo --template %s --files %s 2>demo.log"
                  .formatted(template, folder.resolve("demo")));

      Shown.part(demo).assertPrinted(printed);
    }
  }

  /// A shell in a folder with the command in `bin`, like the checkout's own.
  private Shell shell(URI api) throws IOException {
    var command = Files.createDirectory(folder.resolve("bin")).resolve("groundswell");
    Files.writeString(command, COMMAND);
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
    return new Shell(
        folder,
        Map.of(
            "JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "CLASSPATH", System.getProperty("java.class.path"),
            "GROUNDSWELL_ENDPOINT", api.toString(),
            "TZ", "UTC"));
  }
}
