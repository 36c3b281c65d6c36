package groundswell.structure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.local.LocalCloud;
import groundswell.local.LocalCloudOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// Types what `docs/api.md` says, and compares the output with what it shows.
class FollowingTheApi {
  /// The addresses in the document, which are replaced by those of this run.
  private static final String API = "http://127.0.0.1:8080";

  private static final String QUEUES = "http://127.0.0.1:44801";

  /// How the blocks that are typed begin; what follows one is its output.
  private static final List<String> TYPED =
      List.of("api=", "curl ", "printf ", "until ", "redrive=", "again() ");

  private final List<Block> blocks =
      Block.of(Repository.text(Repository.ROOT.resolve("docs/api.md")));

  @TempDir private Path folder;

  @Test
  @Timeout(value = 600, threadMode = ThreadMode.SEPARATE_THREAD)
  void printsWhatIsShown() throws IOException {
    var template = Repository.ROOT.resolve("template.yaml");
    var options = LocalCloudOptions.of(template, folder.resolve("cloud")).withPort(0);
    int shown = 0;
    try (var cloud = LocalCloud.start(options);
        var shell = new Shell(folder, Map.of("TZ", "UTC"))) {
      var queues = requireNonNull(cloud.serviceUrls().get("SQS")).toString();
      List<String> printed = List.of();
      // The first block needs a package from elsewhere.
      for (var block : blocks.subList(1, blocks.size())) {
        if (TYPED.stream().anyMatch(block.text()::startsWith)) {
          assertThat(printed).isEmpty();
          printed =
              shell.run(
                  block.text().replace(API, cloud.apiUrl().toString()).replace(QUEUES, queues));
          printed = printed.stream().filter(line -> !line.isBlank()).toList();
        } else {
          Shown.whole(block).assertPrinted(printed);
          printed = List.of();
          shown++;
        }
      }
    }
    assertThat(shown).isEqualTo(8);
  }
}
